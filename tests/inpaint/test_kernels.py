"""The memory that PatchMatch's kernels work on, and what happens where they cannot be had."""

import numpy as np

PLACE = """
const kernels = await module.borrow();
const numbers = new Float32Array(1000).fill(1);
const bytes = Uint8Array.from({length: 5}, (_, i) => i);
const large = new Float64Array(3e6).fill(2); // the memory has to grow
const first = kernels.place({bytes, numbers});
const second = kernels.place({bytes, numbers, large}, 100);
const [job, next] = [kernels.job([7, second.numbers]), kernels.job([8])];
const ints = new Int32Array(kernels.memory.buffer);
const views = Object.values(second);
return {
  starts: views.map((view) => view.byteOffset), ends: views.map((view) => view.byteOffset + view.byteLength),
  values: [...second.bytes, second.numbers[999], second.large[2999999]],
  void: first.numbers.length, scratch: kernels.scratch, all: kernels.memory.buffer.byteLength,
  jobs: [job, next], fields: [ints[job / 4], ints[job / 4 + 1], ints[next / 4]], base: kernels.base,
};
"""

FILL = """
const run = (method) => module.fill(image, mask, {method}).then(() => "filled", ({message}) => message);
const image = {width: 30, height: 30, data: new Uint8ClampedArray(3600).fill(90)};
const mask = new Uint8Array(900).fill(1, 400, 450);
"""

TURNS = """
const image = (seed) => ({width: 64, height: 64, data: args.data.slice(seed * 16384, (seed + 1) * 16384)});
const fill = async (seed) => (await module.fill(image(seed), args.mask, {method: "patchmatch"})).data;
const alone = [await fill(0), await fill(1)];
const together = await Promise.all([fill(0), fill(1)]);
const joined = ([first, second]) => new Uint8Array([...first, ...second]);
return {alone: joined(alone), together: joined(together)};
"""


def test_arrays_lie_apart_in_a_memory_that_grows(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    out = run_module(page, dist_url + "inpaint/kernels.js", PLACE)
    assert out["values"] == [0, 1, 2, 3, 4, 1, 2]
    assert all(start % 16 == 0 for start in out["starts"])
    # Kernels may read and write 16 bytes at once, up to 15 beyond an array's end.
    for end, start in zip(out["ends"], [*out["starts"][1:], out["scratch"]], strict=True):
        assert start - end >= 16
    assert out["scratch"] + 100 <= out["all"]
    assert out["void"] == 0  # what was placed before is gone
    assert out["fields"] == [7, out["starts"][1], 8]
    assert out["base"] <= out["jobs"][0] < out["jobs"][1] < out["starts"][0]


def test_fills_that_take_turns_do_not_disturb_each_other(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    data = np.random.default_rng(1).integers(0, 256, (2, 64, 64, 4)).astype(np.uint8)
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 24:44] = 1
    out = run_module(page, dist_url + "inpaint/index.js", TURNS, data=data, mask=mask)
    assert np.array_equal(out["alone"], out["together"])


def test_kernels_that_cannot_be_loaded_are_told_and_the_next_fill_tries_again(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    page.expected_errors.append("404")
    page.route("**/patchmatch.wasm", lambda route: route.fulfill(status=404))
    url = dist_url + "inpaint/index.js"
    body = FILL + 'return [await run("patchmatch"), await run("telea")];'
    failed, other = run_module(page, url, body)
    assert failed == (
        "PatchMatch's kernels could not be loaded (404): check the connection, then fill again. "
        "The other methods work without them."
    )
    assert other == "filled"
    page.unroute("**/patchmatch.wasm")
    assert run_module(page, url, FILL + 'return run("patchmatch");') == "filled"


def test_a_browser_without_simd_is_told_so(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    body = FILL + 'WebAssembly.validate = () => false; return run("patchmatch");'
    message = run_module(page, dist_url + "inpaint/index.js", body)
    assert "lacks SIMD" in message
    assert "another method" in message
