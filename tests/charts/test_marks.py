"""The mark of an instance, numbers, class colours, and the rows of a long table that can be seen."""

import itertools

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab


def test_the_final_mark_frames_a_square_for_every_model(chart):
    for predicted in ([0, 1], [1, 1, 0, 2]):
        mark = chart(
            "glyph",
            "return module.glyph({truth: 1, predicted: args.predicted}, 'final')",
            predicted=predicted,
        )
        frame, *squares = mark["shapes"]
        assert (frame["part"], frame["class"], frame["width"]) == ("truth", 1, mark["width"])
        assert [s["class"] for s in squares] == predicted
        lefts = [s["x"] for s in squares]
        assert np.diff(lefts) == pytest.approx([squares[0]["width"]] * (len(predicted) - 1))  # side by side
        assert lefts[0] > 0
        assert lefts[-1] + squares[-1]["width"] < mark["width"]
        assert all(s["width"] == s["height"] < frame["height"] for s in squares)


def test_the_first_mark_keeps_truth_and_predictions_apart(chart):
    mark = chart("glyph", "return module.glyph({truth: 0, predicted: [1, 0]}, 'first')")
    ends = [(s["x"], s["x"] + s["width"]) for s in mark["shapes"]]
    assert all(stop < start for (_, stop), (start, _) in itertools.pairwise(ends))
    assert [s["class"] for s in mark["shapes"]] == [0, 1, 0]
    assert mark["shapes"][1]["radius"] == mark["shapes"][1]["width"] / 2


def test_numbers_are_written_as_a_person_reads_them(chart):
    found = chart(
        "format",
        """return [module.whole(2121), module.percent(0.76521), module.percent(null), module.signed(0.04),
          module.signed(-0.31), module.signed(12.34), module.measured(0), module.measured(-0.5),
          module.measured(1234.4), module.measured(0.00001), module.measured(2.5)]""",
    )
    assert found == ["2,121", "76.5 %", "–", "0.0", "−0.3", "+12.3", "0", "−0.5", "1,234", "1.0e−5", "2.5"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_classes_have_colours_that_differ_from_each_other_and_from_the_page(page, dist_url, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(dist_url + "blank.html")
    colours = page.evaluate(
        """async (url) => {
          for (const name of ["tokens", "compare/frame"]) {
            const link = document.createElement("link");
            Object.assign(link, {rel: "stylesheet", href: `${url}css/${name}.css`});
            const loaded = new Promise((resolve) => (link.onload = resolve));
            document.head.append(link);
            await loaded;
          }
          const {classColour} = await import(`${url}charts/class-colours.js`);
          const resolve = (colour) => {
            const node = document.createElement("i");
            node.style.color = colour;
            document.body.append(node);
            return getComputedStyle(node).color;
          };
          const classes = Array.from({length: 12}, (_, i) => classColour(i));
          return [...classes, classColour(-1), "var(--surface)"].map(resolve);
        }""",
        dist_url,
    )
    rgb = [[float(v) for v in c[c.index("(") + 1 : -1].replace(",", " ").split()[:3]] for c in colours]
    *classes, unknown, surface = rgb2lab(np.array(rgb)[None] / 255)[0]
    for i, a in enumerate([*classes[:8], unknown]):
        assert deltaE_ciede2000(a, surface) > 20
        for b in classes[:i]:
            assert deltaE_ciede2000(a, b) > 10
    assert len({c for c in colours[:12]}) == 12


WINDOW = """const frame = {rowHeight: 42, height: 500};
return args.tops.map((scrollTop) => module.rowWindow(args.count, {...frame, scrollTop}));"""
SCROLL = "return module.scrollTo(args.row, args.count, {rowHeight: 42, height: 500})"


def test_the_rows_on_screen_are_those_that_scrolling_has_reached(chart):
    tops = [0, 41, 42, 1000, 42 * 2121 - 500]
    for top, seen in zip(tops, chart("window", WINDOW, count=2121, tops=tops), strict=True):
        assert seen["total"] == 42 * 2121
        assert seen["first"] * 42 <= top < (seen["first"] + 1) * 42
        assert seen["stop"] * 42 >= min(top + 500, seen["total"])
        assert seen["top"] == seen["first"] * 42


def test_a_table_of_ten_million_rows_reaches_its_first_and_its_last(chart):
    count = 10_000_000
    (start,) = chart("window", WINDOW, count=count, tops=[0])
    end = start["total"] - 500
    seen = chart("window", WINDOW, count=count, tops=[0, end / 2, end])
    assert start["total"] < 15e6  # browsers stop near 30 million pixels
    assert seen[0]["first"] == 0
    assert seen[1]["first"] == pytest.approx(count / 2, rel=1e-3)
    assert seen[2]["stop"] == count
    row = 7_654_321
    top = chart("window", SCROLL, row=row, count=count)
    (there,) = chart("window", WINDOW, count=count, tops=[top])
    assert there["first"] == row
