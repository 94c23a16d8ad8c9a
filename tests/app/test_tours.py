"""The tutorials: their card stays in sight, and so does what each step points at, with the ring around it."""

import re

import pytest
from playwright.sync_api import expect

TOURS = {
    "photograph": ("#probe", "probe"),
    "sentence": ("#probe?sentence=", "probe"),
    "texts": ("#compare?bundle=reviews", "compare"),
    "pictures": ("#compare?bundle=photographs", "compare"),
}

# What is seen of a step: boxes on screen, and by how many pixels the ring is cut off by what it lies in.
SEEN = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
  const [card, target, foot] = [".tour", ".pointed-at", ".status-line"].map(shown);
  const { outlineOffset, outlineWidth } = getComputedStyle(target);
  const ring = parseFloat(outlineOffset) + parseFloat(outlineWidth);
  const { left, top, right, bottom } = target.getBoundingClientRect();
  let cut = 0;
  for (let e = target.parentElement; e; e = e.parentElement) {
    if (getComputedStyle(e).overflow === "visible") continue;
    const box = e.getBoundingClientRect();
    cut = Math.max(cut, ring - left + box.left, ring - top + box.top, ring + right - box.right,
      ring + bottom - box.bottom);
  }
  return { cut, top: top - ring, bottom: bottom + ring, card: card.getBoundingClientRect().toJSON(),
    foot: foot.getBoundingClientRect().top, wide: document.documentElement.scrollWidth - innerWidth };
}"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "telephone"])
@pytest.mark.parametrize("name", TOURS)
def test_card_and_target_are_in_sight_at_every_step(page, dist_url, name, size):
    address, ready = TOURS[name]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(dist_url + address)
    page.wait_for_selector(f"html[data-ready={ready}]", timeout=90_000)
    tour = page.get_by_test_id("tour")
    if not tour.count():
        page.get_by_test_id("tutorial").click()
    steps = int(tour.locator(".count").inner_text().split()[-1])
    for step in range(1, steps + 1):
        expect(tour.locator(".count")).to_have_text(f"{step} of {steps}")
        expect(page.locator(".pointed-at:visible")).to_have_count(1)
        page.wait_for_timeout(300)
        seen = page.evaluate(SEEN)
        where = (name, step, seen)
        assert seen["card"]["top"] >= 0, where
        assert seen["wide"] <= 0, where
        assert seen["cut"] <= 0, where
        assert seen["top"] >= seen["card"]["bottom"] - 1, where
        room = seen["foot"] - seen["card"]["bottom"]
        if seen["bottom"] - seen["top"] <= room - 16:
            assert seen["bottom"] <= seen["foot"], where
        else:  # too large: its beginning is what is seen
            assert seen["top"] <= seen["card"]["bottom"] + 16, where
        tour.get_by_role("button", name=re.compile("Next|Skip|Finish")).click()
    expect(tour).to_have_count(0)
