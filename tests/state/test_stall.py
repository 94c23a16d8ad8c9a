"""What stops coming is told once, after twenty seconds without any of it, and taken back when more comes."""

import pytest


@pytest.fixture
def watch(page, site_url):
    """`watch(seconds, files)`: let time pass, then tell what is waited for; returns what was told so far."""
    page.clock.install()
    page.goto(site_url + "blank.html")
    page.evaluate(
        """async (url) => {
          const { stallWatch } = await import(url);
          window.told = [];
          window.watch = stallWatch((files) => window.told.push(files));
        }""",
        site_url + "state/stall.js",
    )

    def run(seconds, files=None):
        page.clock.run_for(1000 * seconds)
        return page.evaluate("(files) => (files && window.watch.waits(files), window.told)", files)

    return run


def test_as_long_as_something_comes_nothing_is_told(watch):
    for _ in range(5):
        assert watch(15, ["a.bin"]) == []
    assert watch(15, []) == []
    assert watch(100) == []


def test_what_stops_coming_is_told_once_and_taken_back_when_it_goes_on(watch):
    watch(0, ["a.bin", "b.bin"])
    assert watch(19) == []
    assert watch(2) == [["a.bin", "b.bin"]]
    assert watch(100) == [["a.bin", "b.bin"]]
    assert watch(0, ["b.bin"]) == [["a.bin", "b.bin"], []]
    assert watch(21)[2:] == [["b.bin"]]
    assert watch(0, [])[3:] == [[]]


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["a.bin"], "a.bin"),
        (["a.bin", "b.bin"], "a.bin and b.bin"),
        (["a.bin", "b.bin", "c.bin", "d.bin"], "a.bin, b.bin, c.bin and d.bin"),
        (["a.bin", "b.bin", "c.bin", "d.bin", "e.bin"], "a.bin, b.bin, c.bin and 2 more files"),
    ],
)
def test_of_many_files_the_first_are_named(page, site_url, files, named):
    page.goto(site_url + "blank.html")
    said = page.evaluate(
        """async ([url, files]) => (await import(url)).stallSentence("Probe", files, "reload the page")""",
        [site_url + "state/stall.js", files],
    )
    assert said == (
        f"Probe has been waiting more than 20 seconds for {named}. It goes on by itself when bytes come; "
        "if none do, check the connection, then reload the page."
    )
