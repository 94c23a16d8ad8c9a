"""What Probe says when something is wrong; the page stays usable and the edit so far is kept."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect


def encoded(size, format="JPEG", **options):
    file = io.BytesIO()
    image = Image.effect_noise((64, 64), 60).resize(size).convert("RGB")
    image.save(file, format, **options)
    return file.getvalue()


def animated_gif():
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue", "green")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


REFUSED = {
    "text": ("notes.txt", b"not a picture at all", "text/plain", "notes.txt is not a picture"),
    "text called png": ("fake.png", b"not a picture at all", "image/png", "fake.png is not a picture"),
    "nothing": ("empty.png", b"", "image/png", "empty.png is empty (0 bytes)"),
    "cut short": ("half.jpg", encoded((300, 200))[:4000], "image/jpeg", "half.jpg is cut short"),
    "one pixel": ("dot.png", encoded((1, 1), "PNG"), "image/png", "dot.png has 1 × 1 pixels"),
    "HEIC": (
        "photo.heic",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99),
        "image/heic",
        "is a HEIC picture",
    ),
    "damaged": (
        "broken.png",
        encoded((64, 64), "PNG")[:60] + bytes(400) + b"IEND\xaeB`\x82",
        "image/png",
        "broken.png is a damaged PNG",
    ),
}


@pytest.fixture
def edited(probe):
    """Probe with one stroke painted; what is checked afterwards is that it is still there."""
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    return probe


def edits(probe):
    return probe.page.evaluate("document.querySelector('diptych-probe').store.get().cursor")


def still_works(probe):
    before = probe.pixels()
    probe.page.keyboard.press("b")
    probe.paint((0.2, 0.86), (0.7, 0.9))
    probe.settled()
    assert probe.pixels() != before


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_use_is_named_and_the_edit_is_kept(edited, case):
    name, data, type, sentence = REFUSED[case]
    pixels = edited.pixels()
    edited.open_file(name, data, type)
    edited.await_message(sentence)
    assert edited.pixels() == pixels
    assert edits(edited) == 1
    still_works(edited)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_long_file_name_is_broken_to_fit_in_the_status_line(probe, page, width):
    page.set_viewport_size({"width": width, "height": 844})
    probe.open()
    name = "IMG_20240614_" + "a" * 180 + "_final.png"
    probe.open_file(name, b"not a picture at all")
    probe.await_message("is not a picture")
    assert name in probe.message()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    line = probe.at("status").bounding_box()
    text = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(".status-line .message"));
          return range.getBoundingClientRect().toJSON();
        }"""
    )
    times = page.locator(".status-line .times").bounding_box()
    assert text["bottom"] <= line["y"] + line["height"] <= 844
    assert text["right"] <= (times["x"] if times else width)


def test_two_hundred_megapixels_are_refused_before_they_are_decoded(edited):
    data = bytearray(encoded((64, 64), "PNG"))
    data[16:24] = (20000).to_bytes(4, "big") + (10000).to_bytes(4, "big")
    edited.open_file("huge.png", bytes(data))
    edited.await_message("huge.png has 200 megapixels")
    assert edits(edited) == 1


@pytest.mark.parametrize(("size", "reduced"), [((8000, 8000), (512, 512)), ((20000, 2000), (512, 51))])
def test_a_very_large_picture_is_reduced_and_that_is_said(edited, size, reduced):
    edited.open_file("large.jpg", encoded(size, quality=40), "image/jpeg")
    megapixels = round(size[0] * size[1] / 1e6)
    edited.await_message(f"large.jpg has {megapixels} megapixels")
    edited.settled()
    assert tuple(edited.pixels()[:2]) == reduced
    still_works(edited)


def test_of_an_animated_gif_the_first_frame_is_used(edited):
    edited.open_file("moving.gif", animated_gif(), "image/gif")
    edited.await_message("moving.gif is animated: its first frame is used")
    edited.settled()
    assert edited.pixels()[:2] == [64, 48]  # never enlarged
    colour = edited.page.evaluate(
        """() => [...document.querySelector("[data-testid=canvas-original]").getContext("2d")
          .getImageData(5, 5, 1, 1).data]"""
    )
    assert colour[0] > 200 > 60 > colour[2]


def test_orientation_is_followed_and_transparency_lies_on_white(edited):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    edited.open_file("turned.jpg", encoded((300, 100), exif=exif), "image/jpeg")
    edited.page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().source.title === 'turned.jpg'"
    )
    assert edited.pixels()[:2] == [100, 300]
    file = io.BytesIO()
    Image.fromarray(np.zeros((40, 40, 4), np.uint8)).save(file, "PNG")
    edited.open_file("clear.png", file.getvalue())
    edited.page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().source.title === 'clear.png'"
    )
    edited.settled()
    pixel = edited.page.evaluate(
        """() => [...document.querySelector("[data-testid=canvas-original]").getContext("2d")
          .getImageData(9, 9, 1, 1).data]"""
    )
    assert pixel == [255, 255, 255, 255]


def test_a_mask_over_everything_leaves_nothing_to_fill_from(edited):
    edited.page.locator('[data-tool="rectangle"]').click()
    box = edited.at("canvas-modified").bounding_box()
    mouse = edited.page.mouse
    mouse.move(box["x"] + 1, box["y"] + 1)
    mouse.down()
    mouse.move(box["x"] - 20, box["y"] - 20)
    mouse.move(box["x"] + box["width"] + 20, box["y"] + box["height"] + 20, steps=4)
    mouse.up()
    edited.page.evaluate(
        """document.querySelector('diptych-probe').store.dispatch(
          {type: "strokeFinished", edit: {action: "fill", shape: "whole"}})"""
    )
    edited.await_message("nothing is left to fill it from")
    edited.at("undo").click()
    edited.at("undo").click()
    edited.settled()
    still_works(edited)


@pytest.mark.parametrize("trouble", ["missing", "cut short"])
def test_a_model_file_that_is_not_whole_is_named_and_can_be_fetched_again(probe, page, trouble):
    page.expected_errors += ["404", "Failed to load resource"]

    def spoil(route):
        if trouble == "missing":
            route.fulfill(status=404, body="")
        else:
            route.fulfill(body=route.fetch().body()[:1000])

    page.context.route("**/models/mobilenet/*.bin", spoil)
    page.goto(probe.url + "#probe?photo=airliner")
    probe.await_message("MobileNet: ")
    said = probe.message()
    assert ".bin" in said
    assert ("404" in said) if trouble == "missing" else ("1,000" in said or "1000" in said)
    page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().networks.squeezenet.modified"
    )  # the other network answers all the same
    page.context.unroute("**/models/mobilenet/*.bin", spoil)
    page.get_by_role("button", name="Try again").click()
    probe.ready()
    still_works(probe)


def test_a_worker_that_dies_is_started_again_and_the_edit_is_kept(probe, page):
    page.add_init_script(
        """window.workers = [];
        window.Worker = class extends Worker {
          constructor(...args) {
            super(...args);
            window.workers.push(this);
          }
        };"""
    )
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    pixels = probe.pixels()
    # The death of every worker, as the page sees it.
    page.evaluate(
        """() => {
          const dying = window.workers.splice(0);
          for (const worker of dying) {
            worker.postMessage = () => {
              worker.terminate();
              const death = new ErrorEvent("error", {message: "out of memory", cancelable: true});
              setTimeout(() => worker.dispatchEvent(death));
            };
          }
        }"""
    )
    probe.paint((0.3, 0.7), (0.6, 0.7))
    probe.await_message("your edit is kept")
    assert edits(probe) == 2
    probe.paint((0.3, 0.6), (0.6, 0.6))
    probe.settled()
    assert probe.pixels() != pixels
    assert edits(probe) == 3


def test_a_lost_graphics_context_is_said_and_webassembly_goes_on(probe, page):
    page.expected_errors += ["CONTEXT_LOST", "context lost", "WebGL"]
    page.add_init_script(
        """window.workers = [];
        window.Worker = class extends Worker {
          constructor(...args) {
            super(...args);
            window.workers.push([this, String(args[0])]);
          }
        };"""
    )
    lose = """;(() => {
      const get = OffscreenCanvas.prototype.getContext;
      const contexts = [];
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        const context = get.call(this, kind, ...rest);
        if (/webgl/.test(kind) && context) contexts.push(context);
        return context;
      };
      addEventListener("message", ({data}) => {
        if (data === "lose") for (const c of contexts) c.getExtension("WEBGL_lose_context")?.loseContext();
      });
    })();"""
    page.context.route(
        "**/workers/model.js",
        lambda route: route.fulfill(response=(r := route.fetch()), body=r.text() + lose),
    )
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    probe.at("backend").select_option("webgl")
    page.wait_for_function(
        """() => Object.values(document.querySelector("diptych-probe").store.get().networks)
          .every((n) => n.backend === "webgl")""",
        timeout=120_000,
    )
    page.evaluate(
        "() => { for (const [w, url] of window.workers) if (url.includes('model')) w.postMessage('lose'); }"
    )
    page.wait_for_timeout(500)
    probe.paint((0.3, 0.7), (0.6, 0.7))
    probe.await_message("graphics processor went away")
    probe.settled()
    assert edits(probe) == 2
    expect(probe.at("backend")).to_have_value("wasm")
    still_works(probe)


def test_a_link_to_a_photograph_that_is_not_there_opens_another(probe):
    probe.open("#probe?photo=unicorn&edits=nonsense")
    assert probe.rows("squeezenet", "original")


def test_without_its_gallery_the_page_says_so_and_takes_a_file(probe, page):
    page.expected_errors.append("Failed to load resource")
    page.context.route("**/gallery/gallery.json", lambda route: route.fulfill(status=500, body=""))
    page.goto(probe.url)
    probe.await_message("gallery/gallery.json can't be fetched (500)")
    probe.open_file("own.jpg", encoded((300, 200)), "image/jpeg")
    probe.ready()
    still_works(probe)


@pytest.mark.parametrize("workbench", ["probe", "compare"])
def test_a_browser_that_keeps_nothing_for_a_page_still_shows_it(page, dist_url, workbench):
    page.add_init_script(
        """for (const place of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, place, {
            get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
          });
        }"""
    )
    page.goto(f"{dist_url}#{workbench}")
    expect(page.locator(".tour")).to_be_visible(timeout=20_000)  # it can't know that this was seen before
    page.get_by_role("button", name="End the tutorial").click()
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.documentElement.dataset.theme")
