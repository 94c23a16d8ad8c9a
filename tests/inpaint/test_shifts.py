"""The first guess of PatchMatch: what it copies, and how well its pieces meet."""

import numpy as np
import pytest

LEVEL = """
const image = {width: args.width, height: args.height, data: new Uint8ClampedArray(args.data)};
const run = (work) => { let step = work.next(); while (!step.done) step = work.next(); return step.value; };
const {pyramid} = await import(new URL("./pyramid.js", args.base));
const {Random} = await import(new URL("./random.js", args.base));
const {borrow} = await import(new URL("./kernels.js", args.base));
const kernels = await borrow();
const [level] = run(pyramid(image, args.mask, 3, kernels)).slice(-1);
"""

SHIFT = (
    LEVEL
    + """
const fractions = [];
const work = module.shift(level, level, 3, new Random(1), kernels);
let step = work.next();
for (; !step.done; step = work.next()) fractions.push(step.value);
const colours = new Uint8Array(3 * level.hole.length);
for (let p = 0; p < level.hole.length; p++) colours.set(level.data.subarray(5 * p, 5 * p + 3), 3 * p);
const {from} = step.value;
return {from, hole: level.hole, colours, fractions};
"""
)

CANDIDATES = (
    LEVEL
    + """
const {sketch} = await import(new URL("./sketch.js", args.base));
const offsets = run(module.candidates(level, 3, new Random(1), sketch(level, [], level), kernels));
return {offsets: new Int32Array(offsets.flatMap(({x, y}) => [x, y])), hole: level.hole};
"""
)

ENERGY = """
const {gridOf} = await import(new URL("./grid.js", args.base));
const grid = gridOf(args.hole, args.width);
const {costs, peculiar, surprise} = args;
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const bends = args.bends ?? new Int32Array(0);
const arrays = {...module.expansionArrays(args, grid, args.shifts, bends), costs, peculiar, surprise};
const {Random} = await import(new URL("./random.js", args.base));
const expansion = new module.Expansion(kernels, kernels.place(arrays), new Random(1), new Set());
const work = expansion.minimise();
const sums = [];
let step = work.next();
for (; !step.done; step = work.next()) sums.push(expansion.sum);
return {labels: step.value.slice(), sums: new Float64Array(sums), nodes: grid.nodes};
"""


EXPANSIONS = """
const {gridOf} = await import(new URL("./grid.js", args.base));
const grid = gridOf(args.hole, args.width);
const {costs, peculiar, surprise} = args;
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const arrays = module.expansionArrays(args, grid, args.shifts, new Int32Array(0));
const {Random} = await import(new URL("./random.js", args.base));
const placed = kernels.place({...arrays, costs, peculiar, surprise});
const calls = [];
const {expand, total} = kernels.run;
kernels.run = {...kernels.run, expand: (job, label, everywhere) => {
  const before = total(job), labels = placed.labels.slice();
  const after = [false, true].map((way) => {
    placed.labels.set(labels);
    total(job);
    expand(job, label, way);
    return total(job);
  });
  placed.labels.set(labels);
  total(job);
  calls.push([label, Number(everywhere), before, ...after]);
  return expand(job, label, everywhere);
}};
const work = new module.Expansion(kernels, placed, new Random(1), new Set(args.later)).minimise();
while (!work.next().done);
return {calls: new Float64Array(calls.flat())};
"""


# Shares of a seam's cost: a straight seam crosses one pair of pixels side by side and two at a diagonal for
# each pixel of its length, a diagonal one √2 of each.
STRAIGHT, DIAGONAL = np.sqrt(2) - 1, 1 - np.sqrt(1 / 2)


def level_of(rgb, mask):
    height, width = mask.shape
    rgba = np.dstack([rgb, np.full(mask.shape, 255)]).astype(np.uint8)
    return {"data": rgba, "mask": mask.astype(np.uint8), "width": width, "height": height}


def noise(shape, mean, scale=8, seed=1):
    return (mean + np.random.default_rng(seed).normal(scale=scale, size=(*shape, 1))).clip(0, 255)


def masked(shape, rows, columns):
    mask = np.zeros(shape, np.uint8)
    mask[rows, columns] = 1
    return mask


def priced(costs, data, surprise=0):
    """Prices at which copying a pixel again costs as much as surprise says: 0 = the least."""
    return {
        "costs": costs,
        "surprise": np.full(costs.shape, surprise, np.float32),
        "peculiar": np.zeros(data.shape[:2], np.float32),
    }


def test_every_pixel_of_the_hole_is_a_copy_of_a_known_one(run):
    mask = masked((90, 100), np.s_[20:70], np.s_[5:100])
    out = run("shifts", SHIFT, **level_of(noise((90, 100), [90, 120, 60], 30), mask))
    hole = out["hole"] > 0
    assert np.array_equal(hole.reshape(90, 100), mask > 0)
    assert np.all(out["from"][~hole] == -1)
    assert np.all(~hole[out["from"][hole]])
    colours = out["colours"].reshape(-1, 3)
    assert np.array_equal(colours[hole], colours[out["from"][hole]])
    assert out["fractions"] == sorted(out["fractions"])
    assert out["fractions"][-1] == 1


@pytest.mark.parametrize(("bent", "wide"), [(0.004, 6), (0.005, 6), (0.005, 10)])
def test_a_bent_line_goes_on_along_its_curve(run, bent, wide):
    x, y = np.arange(200), np.arange(160)[:, None]
    middle = 35 + bent * (x - 105.0) ** 2
    sky, hill = noise((160, 200), [200, 215, 240], 5), noise((160, 200), [60, 130, 40], 5, seed=2)
    rgb = np.where((y > middle)[..., None], hill, sky)
    line = noise((160, 200), [30, 30, 30], 5, seed=3)
    rgb = np.where((np.abs(y - middle) < wide / 2)[..., None], line, rgb)
    out = run("shifts", SHIFT, **level_of(rgb, masked((160, 200), np.s_[15:95], np.s_[70:140])))
    dark = out["colours"].reshape(80, 100, 3)[:, 35:70].sum(2, dtype=int) < 180  # half as large
    assert dark.any(0).all()
    found = (dark * np.arange(80)[:, None]).sum(0) / dark.sum(0)
    assert np.abs(found - (middle.reshape(-1, 2).mean(1)[35:70] - 0.5) / 2).max() < 2.5
    assert np.abs(np.diff(found)).max() <= 1


def test_a_horizon_goes_on_at_its_height(run):
    rgb = noise((100, 120), [200, 170, 60])
    rgb[:40] = noise((40, 120), [90, 140, 220])
    out = run("shifts", SHIFT, **level_of(rgb, masked((100, 120), np.s_[15:75], np.s_[45:85])))
    blue = out["colours"].reshape(100, 120, 3)[:, 45:85, 2] > 140
    heights = blue.sum(0)
    assert np.abs(heights - 40).max() <= 1


def test_a_thing_that_is_there_once_does_not_come_up_twice(run):
    rgb = noise((100, 120), [110, 140, 70], 12)
    y, x = np.mgrid[:100, :120]
    rgb[(y - 50) ** 2 + (x - 22) ** 2 < 11**2] = [200, 30, 40]
    out = run("shifts", SHIFT, **level_of(rgb, masked((100, 120), np.s_[20:80], np.s_[50:110])))
    inside = out["colours"].reshape(100, 120, 3)[20:80, 50:110].astype(int)
    assert ((inside[..., 0] - inside[..., 1]) > 80).sum() == 0


def test_candidates_hold_the_period_of_a_pattern_and_reach_every_pixel(run):
    y, x = np.mgrid[:80, :100]
    wave = np.where((x % 17 < 6) ^ (y % 13 < 5), 40, 210)[..., None] + np.random.default_rng(2).normal(
        scale=4, size=(80, 100, 3)
    )
    mask = masked((80, 100), np.s_[25:50], np.s_[30:60])
    out = run("candidates", CANDIDATES, **level_of(wave.clip(0, 255), mask))
    offsets = out["offsets"].reshape(-1, 2)
    on = (offsets[:, 0] % 17 == 0) & (offsets[:, 1] % 13 == 0)
    assert on[:10].mean() >= 0.8  # the most frequent come first
    hole = out["hole"].reshape(80, 100) > 0
    least = 100 // 11
    assert np.abs(offsets).max(1).min() >= least
    for row, column in np.argwhere(hole):
        rows, columns = row + offsets[:, 1], column + offsets[:, 0]
        inside = (rows >= 0) & (rows < 80) & (columns >= 0) & (columns < 100)
        assert (~hole[rows[inside], columns[inside]]).any()


def test_where_rows_and_columns_are_all_unknown_slanted_offsets_are_found(run):
    mask = np.ones((60, 60), np.uint8)
    mask[:14, :14] = 0
    out = run("candidates", CANDIDATES, **level_of(noise((60, 60), [90, 90, 90]), mask))
    offsets = out["offsets"].reshape(-1, 2)
    assert ((59 + offsets >= 0) & (59 + offsets < 14)).all(1).any()


def test_expansions_never_make_a_labelling_dearer_and_end_below_simple_ones(run):
    rng = np.random.default_rng(5)
    width, height = 30, 24
    hole = masked((height, width), np.s_[8:16], np.s_[10:20])
    data = rng.integers(0, 30, (height, width, 5)).astype(np.uint8)
    shifts = np.array([8 * width, -8 * width, 10, -10, 8 * width + 10], np.int32)
    costs = rng.uniform(0, 200, (len(shifts), 80)).astype(np.float32)
    args = {"data": data, "hole": hole, "width": width, "shifts": shifts, **priced(costs, data)}
    out = run("expansion", ENERGY, **args)
    first = out["sums"][: len(shifts)]
    assert np.all(np.diff(first) <= 1e-6)

    def energy(labels):
        pixels = data.reshape(-1, 5).astype(float)
        index = np.full(height * width, -1)
        index[out["nodes"]] = np.arange(80)
        total = costs[labels, np.arange(80)].sum()
        for i, p in enumerate(out["nodes"]):
            for q in (p + 1, p + width, p + width + 1, p + width - 1):
                j = index[q]
                share = STRAIGHT if q - p in (1, width) else DIAGONAL
                if j < 0 or labels[i] == labels[j]:
                    continue
                a, b = shifts[labels[i]], shifts[labels[j]]
                square = ((pixels[p + a] - pixels[p + b]) ** 2).sum()
                total += share * (2 + np.sqrt(square + ((pixels[q + a] - pixels[q + b]) ** 2).sum()))
        return total

    simple = [np.full(80, label) for label in range(len(shifts))] + [costs.argmin(0)]
    assert first[-1] < min(energy(labels) for labels in simple)


@pytest.fixture
def expansions(run):
    """All expansions of 70 offsets: label, whether everywhere; sums before, after near, after everywhere."""
    rng = np.random.default_rng(11)
    width, height = 60, 50
    hole = masked((height, width), np.s_[20:32], np.s_[20:36])
    data = rng.integers(0, 8, (height, width, 5)).astype(np.uint8)
    steps = rng.permutation([y * width + x for y in range(-18, 18) for x in (-17, -16, 17, 18)])[:70]
    liked = rng.uniform(0, 30, (70, 6, 8)).repeat(2, 1).repeat(2, 2)  # by squares of pixels
    costs = liked.reshape(70, -1).astype(np.float32)
    args = {"data": data, "hole": hole, "width": width, "shifts": steps.astype(np.int32)}
    later = np.arange(30, 70)
    return later, run("expansion", EXPANSIONS, later=later.tolist(), **args, **priced(costs, data))["calls"]


def test_expansions_near_what_gains_gain_no_more_than_those_everywhere_and_never_lose(expansions):
    _, calls = expansions
    _, everywhere, before, near, all_ = calls.reshape(-1, 5).T
    assert np.all(near <= before + 1e-6)
    assert np.all(all_ <= near + 1e-6)
    assert (before - near).sum() > 0.995 * (before - all_).sum()
    assert set(everywhere[:70]) == {1}
    assert set(everywhere[70:]) == {0}


def test_offsets_that_come_later_are_tried_after_the_others(expansions):
    later, calls = expansions
    first = calls.reshape(-1, 5)[:70, 0]
    assert set(first[:30]) == set(range(30))
    assert set(first[30:]) == set(later)


# Two pixels of a hole of 3×3 that touch, and the share of a seam's cost between them.
PAIRS = [
    (i, j, STRAIGHT if abs(j - i) in (1, 3) else DIAGONAL)
    for i in range(9)
    for j in range(i + 1, 9)
    if max(abs(i // 3 - j // 3), abs(i % 3 - j % 3)) == 1
]


def test_offsets_that_differ_from_pixel_to_pixel_are_chosen_as_well_as_can_be(run):
    rng = np.random.default_rng(9)
    width, height = 12, 12
    hole = masked((height, width), np.s_[4:7], np.s_[4:7])
    data = rng.integers(0, 40, (height, width, 5)).astype(np.uint8)
    bend = rng.choice([4 * width, -4 * width, 3, -4 * width - 1], 9).astype(np.int32)
    bend[[2, 5, 6]] = 0  # leads nowhere there
    shifts = np.array([4 * width + 1], np.int32)
    costs = rng.uniform([[60], [0]], [[180], [120]], (2, 9)).astype(np.float32)
    nodes = np.flatnonzero(hole)
    known = hole.flat[nodes + bend] == 0
    costs[1, ~known] = 1e7
    args = {"data": data, "hole": hole, "width": width, "shifts": shifts, "bends": bend}
    out = run("expansion", ENERGY, **args, **priced(costs, data))
    pixels = data.reshape(-1, 5).astype(float)
    apart = ((pixels[nodes + shifts[0]] - pixels[nodes + bend]) ** 2).sum(1)
    every = (np.arange(512)[:, None] >> np.arange(9)) & 1
    total = costs[every, np.arange(9)].sum(1).astype(float)
    for i, j, share in PAIRS:
        # Where the bend reaches one of both only, its difference there stands for both.
        a, b = (apart[i] if known[i] else apart[j]), (apart[j] if known[j] else apart[i])
        total += (every[:, i] != every[:, j]) * share * (2 + np.sqrt(a + b))
    assert out["sums"][1] == pytest.approx(total.min(), rel=1e-6)
    assert 0 < out["labels"].sum() < 9


@pytest.mark.parametrize(
    ("surprise", "more", "most"),
    [(1, 6, 1), (0, 6, 2), (0, 1, 1)],
    ids=["not expected", "expected", "expected, and others are nearly as good"],
)
def test_a_pixel_is_copied_twice_only_where_others_are_worse_the_less_so_the_more_it_is_expected(
    run, surprise, more, most
):
    width, height = 40, 12
    hole = masked((height, width), np.s_[4:8], np.s_[14:26])
    data = np.full((height, width, 5), 90, np.uint8)
    shifts = np.array([-6, -12, 12], np.int32)
    left = np.tile(np.arange(12) < 6, 4)
    # The right half cannot have the first; of the second it gets what the left half has of the first.
    worse = 4 + more
    costs = np.array([np.where(left, 4, 1e7), np.where(left, worse, 4), np.full(48, worse)], np.float32)
    args = {"data": data, "hole": hole, "width": width, "shifts": shifts}
    out = run("expansion", ENERGY, **args, **priced(costs, data, surprise))
    copied = out["nodes"] + shifts[out["labels"]]
    assert np.unique(copied, return_counts=True)[1].max() == most


def test_two_offsets_are_chosen_as_well_as_can_be(run):
    rng = np.random.default_rng(7)
    width, height = 12, 12
    hole = masked((height, width), np.s_[4:7], np.s_[4:7])
    data = rng.integers(0, 40, (height, width, 5)).astype(np.uint8)
    shifts = np.array([4 * width, -4 * width], np.int32)
    costs = rng.uniform(0, 120, (2, 9)).astype(np.float32)
    args = {"data": data, "hole": hole, "width": width, "shifts": shifts, **priced(costs, data)}
    out = run("expansion", ENERGY, **args)
    pixels = data.reshape(-1, 5).astype(float)
    apart = ((pixels[out["nodes"] + shifts[0]] - pixels[out["nodes"] + shifts[1]]) ** 2).sum(1)
    every = (np.arange(512)[:, None] >> np.arange(9)) & 1
    total = costs[every, np.arange(9)].sum(1)
    for i, j, share in PAIRS:
        total += (every[:, i] != every[:, j]) * share * (2 + np.sqrt(apart[i] + apart[j]))
    assert out["sums"][1] == pytest.approx(total.min(), rel=1e-6)


def test_a_seam_runs_straight_from_corner_to_corner(run):
    size, height, width = 12, 44, 20
    hole = masked((height, width), np.s_[16:28], np.s_[4:16])
    data = np.full((height, width, 5), 90, np.uint8)
    data[28:] = 110  # what the second brings: its seam with the first is as dear everywhere
    row, column = np.indices((size, size))
    first = (row == 0) | (column == 0)  # each has two sides of the hole
    second = ((row == size - 1) | (column == size - 1)) & ~first
    costs = np.stack([second.ravel(), first.ravel()]).astype(np.float32) * 1e5
    shifts = np.array([-16 * width, 16 * width], np.int32)
    args = {"data": data, "hole": hole, "width": width, "shifts": shifts}
    labels = run("expansion", ENERGY, **args, **priced(costs, data))["labels"].reshape(size, size)
    off = row + column - (size - 1)
    inside = ~first & ~second
    assert np.all(labels[inside & (off < -1)] == 0)
    assert np.all(labels[inside & (off > 1)] == 1)
