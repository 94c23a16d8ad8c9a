"""Drop-down lists show what the state says, whatever was touched, undone or refused before."""

import re

import pytest
from playwright.sync_api import expect

from tests.app.test_compare import Compare
from tests.conftest import ROOT


@pytest.fixture
def compare(page, dist_url):
    page.set_viewport_size({"width": 1440, "height": 900})
    return Compare(page, dist_url)


def shown(compare, testid):
    """What a list reads."""
    return compare.at(testid).evaluate("list => list.selectedOptions[0].text")


def press(compare, testid, key, times=1):
    for _ in range(times):
        compare.at(testid).press(key)


def test_two_models_never_have_one_name_and_arrow_keys_reach_every_model(compare):
    compare.open("#compare?bundle=photographs")
    names = compare.at("model-a").evaluate("list => [...list.options].map(({text}) => text)")
    first, second, third = names
    assert (shown(compare, "model-a"), shown(compare, "model-b")) == (first, second)
    press(compare, "model-a", "ArrowDown")
    assert (shown(compare, "model-a"), shown(compare, "model-b")) == (second, first)
    press(compare, "model-a", "ArrowDown")
    assert (shown(compare, "model-a"), shown(compare, "model-b")) == (third, first)
    press(compare, "model-b", "ArrowDown")
    assert (shown(compare, "model-a"), shown(compare, "model-b")) == (third, second)
    compare.settled()
    heads = compare.at("metrics").locator("thead th[title]").evaluate_all("all => all.map(th => th.title)")
    assert heads[:2] == [third, second]
    for pair in ([third, first], [second, first], [first, second]):
        compare.at("undo").click()
        assert [shown(compare, "model-a"), shown(compare, "model-b")] == pair


def test_undo_takes_the_truth_and_the_order_back_in_their_lists(compare):
    compare.open("#compare?bundle=photographs")
    truth = [shown(compare, "truth")]
    for _ in range(3):
        press(compare, "truth", "ArrowDown")
        truth.append(shown(compare, "truth"))
    assert len(set(truth)) == 4
    order = [shown(compare, "order")]
    press(compare, "order", "ArrowDown", times=2)
    assert shown(compare, "order") not in order
    compare.at("undo").click()
    compare.at("undo").click()
    assert shown(compare, "order") == order[0]
    for title in reversed(truth[:-1]):
        compare.at("undo").click()
        assert shown(compare, "truth") == title
        compare.settled()
        parts = compare.at("sentence").locator(".part[data-field=truth]")
        assert [text.strip() for text in parts.all_inner_texts()] == [title][: parts.count()]
        expect(parts).to_have_count(0 if title == truth[0] else 1)


def test_every_list_makes_its_entries_in_the_one_way_that_follows_the_state():
    """An attribute on an entry would show what the person touched last, not what the state says."""
    views = {path.name: path.read_text() for path in (ROOT / "site/views").glob("*.js")}
    assert [name for name, text in views.items() if re.search(r"<option\b", text)] == ["option.js"]
    assert "?selected" not in views["option.js"]
