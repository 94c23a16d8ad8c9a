"""Texts a page must not trip over, markup and very long ones; the table of a selection; a slow host."""

import time

import diptych
import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.diptych.generate import make_parts
from tests.overlay import lay_over
from tests.server import serve

READY = "html[data-ready=compare]"
MARKUP = "<img src=x onerror='window.run = 1'><script>window.run = 2</script><b>bold</b> & plain"
LONG = "endless " * 12_500


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    parts = make_parts(instances=40)
    parts["instances"]["text"] = [MARKUP, LONG, *parts["instances"]["text"][2:]]
    parts["ids"] = ["markup", "long", *(f"usual-{i}" for i in range(38))]
    parts["classes"][0]["title"] = "<i>first</i>"
    diptych.write_bundle(folder / "bundles/texts", **parts)
    url, stop = serve(lay_over(folder, ["texts"]))
    yield url
    stop()


@pytest.fixture
def compare(page, url):
    page.goto(url + '#compare?bundle=texts&select={"ids":["markup","long"]}')
    page.wait_for_selector(READY, timeout=120_000)
    return page.get_by_test_id("compare")


def test_markup_in_a_text_is_shown_and_never_run(compare, page):
    row = compare.locator('[data-testid="instances"] [data-id="markup"]')
    expect(row).to_contain_text("<script>window.run = 2</script>")
    row.click()
    expect(compare.get_by_test_id("detail")).to_contain_text("<b>bold</b> & plain", timeout=30_000)
    expect(compare.get_by_test_id("metrics")).to_be_visible()
    assert page.evaluate("window.run") is None
    assert compare.locator("img, script, b:text('bold')").count() == 0


def test_a_text_of_a_hundred_thousand_characters_is_read_whole_and_breaks_nothing(compare, page):
    height = page.evaluate("document.documentElement.scrollHeight")
    compare.locator('[data-testid="instances"] [data-id="long"]').click()
    detail = compare.get_by_test_id("detail")
    expect(detail).to_contain_text("endless endless", timeout=30_000)
    assert detail.inner_text().count("endless") == 12_500
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_the_selection_is_saved_as_a_table(compare, page):
    with page.expect_download(timeout=120_000) as download:
        compare.get_by_test_id("save-table").click()
    table = pd.read_csv(download.value.path(), keep_default_na=False)
    assert sorted(table["id"]) == ["long", "markup"]
    assert MARKUP in table["text"].tolist()


def test_a_slow_host_is_waited_for(page, url):
    def late(route):
        time.sleep(3)
        route.fallback()

    page.context.route("**/bundles/texts/bundle.json", late)
    page.goto(url + "#compare?bundle=texts")
    status = page.get_by_test_id("compare").get_by_test_id("status")
    expect(status).not_to_have_text("Ready", timeout=2_500)
    page.wait_for_selector(READY, timeout=120_000)
