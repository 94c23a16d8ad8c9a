"""Whether the fill or the absence decides: spelled out by hand, figures against numpy."""

import numpy as np
import pytest


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body, **args: run_module(page, site_url + "state/verdict.js", body, **args)


def test_the_figures_are_numpys(js):
    rng = np.random.default_rng(5)
    for n in (1, 2, 7):
        changes = rng.uniform(-90, 90, n)
        found = js("return module.verdict(args.changes)", changes=changes.tolist())
        expected = {
            "mean": changes.mean(),
            "spread": changes.std(),
            "min": changes.min(),
            "max": changes.max(),
        }
        assert {k: found[k] for k in expected} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ([-41, 3], "fill"),  # one way and the other
        ([-41, -40, -39, 3], "fill"),
        ([-41, -2], "fill"),  # one way, but one alone
        ([20, 60, 3], "fill"),
        ([-35, -48, -40], "absence"),
        ([35, 48, 40], "absence"),
        ([-41, -40, -39, 2.9], "fill"),  # standard deviation 18.5, mean −29.3
        ([-41, -40, -39, -38, -37, 2.9], "absence"),  # 15.8 and −32.0
        ([-2.9, 2.9, 0], "little"),
        ([0, 0], "little"),
        ([-3, -3], "absence"),
        ([-40], "absence"),
    ],
)
def test_the_verdict_follows_its_rules(js, changes, kind):
    assert js("return module.verdict(args.changes).kind", changes=changes) == kind


def test_no_every_is_claimed_where_some_methods_gave_nothing(js):
    given = [{"name": "Grey", "change": -35}, {"name": "Blur", "change": -40}]
    found = js("return module.explain(args.given, 7).facts", given=given)
    assert found == "falls 35 to 40 points with each of 2 methods"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"PatchMatch": -41.2, "Telea": 3.1},
            "falls 41 points with PatchMatch, rises 3 with Telea: the fill decides",
        ),
        (
            {"PatchMatch": -41.2, "Telea": -3.1},
            "falls 41 points with PatchMatch, only 3 with Telea: the fill decides",
        ),
        ({"Grey": 30, "Telea": 0.3}, "rises 30 points with Grey, hardly moves with Telea: the fill decides"),
        (
            {"Grey": -35, "Telea": -48.4, "Blur": -40},
            "falls 35 to 48 points with every method: its absence decides",
        ),
        (
            {"Grey": 48, "Telea": 35, "Blur": 40},
            "rises 35 to 48 points with every method: the absence decides",
        ),
        ({"Grey": -40, "Telea": -40.2}, "falls 40 points with every method: its absence decides"),
        ({"Grey": 1, "Telea": -2}, "moves less than 3 points with every method: nothing much changes"),
    ],
)
def test_the_sentence_says_who_decides(js, changes, words):
    given = [{"name": name, "change": change} for name, change in changes.items()]
    found = js(
        "const {facts, conclusion} = module.explain(args.given); return `${facts}: ${conclusion}`",
        given=given,
    )
    assert found == words
