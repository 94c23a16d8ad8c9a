"""One edit on many inputs: what is counted, said, moved, frozen and exported, against what Python says."""

import csv
import io

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    base = site_url + "state/"
    return lambda file, body, **args: run_module(page, base + file, body, base=base, **args)


# A run over `args.before` and `args.after`: class indices by network, −1 where it has not answered yet.
RUN = """
const {createStore} = await import(new URL("store.js", args.base));
const {initialMany, manyReducers} = await import(new URL("many.js", args.base));
const store = createStore(initialMany(), manyReducers);
const tell = (type, facts) => store.dispatch({type, number: 1, at: 1000, ...facts});
const networks = Object.keys(args.before).map((id) => ({id, name: id.toUpperCase()}));
const items = args.truth.map((truth, i) => ({id: `i${i}`, title: `Item ${i}`, truth}));
tell("runStarted", {key: "k", recipe: {}, items, networks});
for (const {id} of networks) {
  const answers = items.map((item, i) => [item.id, {
    before: {classIndex: args.before[id][i], probability: 0.75},
    after: {classIndex: args.after[id][i], probability: 0.5},
  }]);
  const known = answers.filter((_, i) => args.before[id][i] >= 0);
  tell("answersArrived", {network: id, answers: Object.fromEntries(known), known: {}});
}
const run = () => store.get().run;
"""


@pytest.fixture
def drawn():
    random = np.random.default_rng(3)
    truth = random.integers(0, 3, 200)
    before = {n: np.where(random.random(200) < 0.7, truth, random.integers(0, 3, 200)) for n in "ab"}
    after = {
        n: np.where(random.random(200) < share, random.integers(0, 3, 200), before[n])
        for n, share in {"a": 0.3, "b": 0.55}.items()
    }
    return {"truth": truth, "before": before, "after": after}


def plain(drawn):
    return {
        "truth": drawn["truth"].tolist(),
        **{k: {n: v.tolist() for n, v in drawn[k].items()} for k in ("before", "after")},
    }


@pytest.mark.parametrize("chosen", ["all", "right:a", "right:b", "right:both"])
def test_shares_and_the_paired_comparison_are_those_of_the_chosen_set(js, drawn, chosen):
    truth, before, after = drawn["truth"], drawn["before"], drawn["after"]
    right = {n: before[n] == truth for n in "ab"}
    kept = {
        "all": np.ones(200, bool),
        "right:a": right["a"],
        "right:b": right["b"],
        "right:both": right["a"] & right["b"],
    }[chosen]
    flips = {n: (before[n] != after[n])[kept] for n in "ab"}
    body = RUN + "return {shares: module.shares(run(), args.set), pair: module.pairOf(run(), args.set)};"
    found = js("many-results.js", body, set=chosen, **plain(drawn))
    for share in found["shares"]:
        k, n = flips[share["id"]].sum(), kept.sum()
        low, high = proportion_confint(k, n, method="wilson")
        assert (share["flips"], share["count"]) == (k, n)
        assert (share["low"], share["high"]) == pytest.approx((low, high))
    only = [(flips["a"] & ~flips["b"]).sum(), (flips["b"] & ~flips["a"]).sum()]
    assert [found["pair"]["onlyFirst"], found["pair"]["onlySecond"]] == only
    table = [[(flips["a"] & flips["b"]).sum(), only[0]], [only[1], (~flips["a"] & ~flips["b"]).sum()]]
    assert found["pair"]["p"] == pytest.approx(mcnemar(table, exact=True).pvalue)


@pytest.mark.parametrize("show", ["either", "both", "only:a", "only:b"])
def test_the_list_holds_the_flips_that_were_asked_for_and_no_other(js, drawn, show):
    a, b = (drawn["before"][n] != drawn["after"][n] for n in "ab")
    wanted = {"either": a | b, "both": a & b, "only:a": a & ~b, "only:b": b & ~a}[show]
    body = RUN + "return module.flipsOf(run(), 'all', args.show).map(({item}) => item.id);"
    assert js("many-results.js", body, show=show, **plain(drawn)) == [f"i{i}" for i in np.flatnonzero(wanted)]


def test_what_could_not_be_used_is_listed_and_not_counted(js):
    body = (
        RUN
        + """
    tell("itemFailed", {item: "i1", message: "Item 1 is empty."});
    const {done, of} = module.progressOf(run());
    const failed = module.failures(run()).map(({item, error}) => [item.id, error]);
    return {failed, done, of, counts: module.shares(run(), "all").map(({flips, count}) => [flips, count])};"""
    )
    answers = {"a": [0, 0, -1], "b": [0, 0, 0]}
    found = js(
        "many-results.js", body, truth=[0, 0, 0], before=answers, after={"a": [1, 1, 1], "b": [0, 1, 1]}
    )
    assert found == {"failed": [["i1", "Item 1 is empty."]], "done": 2, "of": 3, "counts": [[1, 1], [1, 2]]}


def test_what_a_run_that_is_no_more_says_is_dropped(js):
    body = (
        RUN
        + """
    const seen = [];
    const count = () => seen.push(Object.keys(run().results).length);
    tell("runStarted", {key: "k", recipe: {}, items, networks});
    count();
    tell("itemFailed", {item: "i0", message: "late"});
    tell("answersArrived", {network: "a", answers: {i0: {}}, known: {}});
    tell("runEnded");
    count();
    store.dispatch({type: "itemFailed", number: 2, item: "i0", message: "", at: 1});
    count();
    store.dispatch({type: "runCancelled"});
    store.dispatch({type: "itemFailed", number: 2, item: "i1", message: "", at: 1});
    count();
    return [seen, run().status];"""
    )
    answers = {"a": [0, 0]}
    found = js("many.js", body, truth=[0, 0], before=answers, after=answers)
    assert found == [[0, 0, 1, 1], "stopped"]


def share(name, flips, count):
    low, high = proportion_confint(flips, count, method="wilson")
    return {"id": name, "name": name, "flips": flips, "count": count, "low": low, "high": high}


def test_the_result_is_said_in_words(js):
    body = """return [module.countsInWords(args.shares), module.pairInWords(args.shares, args.pair)];"""
    shares = [share("MobileNet", 31, 100), share("SqueezeNet", 44, 100)]
    pair = {"onlyFirst": 9, "onlySecond": 22, "p": 0.0294}
    assert js("many-words.js", body, shares=shares, pair=pair) == [
        "MobileNet flips on 31 of 100 (23 to 41 %), SqueezeNet on 44 (35 to 54 %).",
        "SqueezeNet flips more often (p = 0.03).",
    ]
    pair = {"onlyFirst": 4, "onlySecond": 5, "p": 1}
    assert js("many-words.js", body, shares=shares, pair=pair)[1] == (
        "No clear difference between the two (p = 1.00)."
    )
    pair = {"onlyFirst": 60, "onlySecond": 5, "p": 1e-9}
    assert js("many-words.js", body, shares=shares, pair=pair)[1] == "MobileNet flips more often (p < 0.001)."


def test_a_region_keeps_its_place_relative_to_width_and_height(js):
    body = """
    const edits = [
      {id: 1, action: "fill", shape: "rectangle", points: [0, 0, 1 / 3, 0.5]},
      {id: 2, action: "blur", shape: "brush", size: 0.1, points: [0.5, 0.25]},
    ];
    return module.moved(edits, {width: 400, height: 200}, {width: 300, height: 600});"""
    rectangle, brush = js("many-place.js", body)
    # In pixels of the portrait: a third of its width, all of its height; a brush at its middle.
    assert np.multiply(rectangle["points"], 600) == pytest.approx([0, 0, 100, 600])
    assert np.multiply(brush["points"], 600) == pytest.approx([150, 300])
    landscape, portrait = np.pi * 20**2 / (400 * 200), np.pi * (brush["size"] * 300) ** 2 / (300 * 600)
    assert portrait == pytest.approx(landscape)


def test_a_region_stays_the_very_same_in_a_picture_of_the_same_shape(js):
    body = """
    const edits = [{id: 1, action: "fill", shape: "brush", size: 0.1, points: [0.123456789, 0.2]}];
    return module.moved(edits, {width: 512, height: 384}, {width: 1024, height: 768}) === edits;"""
    assert js("many-place.js", body) is True


def test_what_a_wand_selected_is_frozen(js):
    body = """
    const {masksOf} = await import(new URL("../image/mask-cache.js", args.base));
    const picture = new ImageData(Uint8ClampedArray.from({length: 4 * 64 * 32}, (_, i) =>
      i % 4 === 3 ? 255 : (i >> 2) % 64 < 20 ? 40 : 200), 64, 32);
    const edits = [
      {id: 1, action: "fill", shape: "rectangle", points: [0.9, 0, 1, 0.1]},
      {id: 2, action: "fill", shape: "wand", points: [0.1, 0.1], tolerance: 5, contiguous: true},
    ];
    const frozen = module.frozen(edits, picture);
    const other = new ImageData(64, 32);
    const [was, now] = [masksOf(edits, picture).fill, masksOf(frozen, other).fill];
    return {shapes: frozen.map(({shape}) => shape), marked: was.filter(Boolean).length,
      same: was.every((value, i) => value === now[i])};"""
    found = js("many-place.js", body)
    assert found == {"shapes": ["bitmap"], "marked": 20 * 32 + 6 * 6, "same": True}


def test_the_table_is_read_by_python(js):
    body = (
        RUN
        + """
    tell("itemFailed", {item: "i2", message: "Item 2 is “broken”, sadly."});
    items[0].title = 'A "title", with commas';
    return module.toCsv(run(), ["cat", "dog, or so"]);"""
    )
    text = js(
        "many-csv.js",
        body,
        truth=[0, 1, 0],
        before={"a": [0, 1, -1], "b": [0, 0, -1]},
        after={"a": [1, 1, 0], "b": [0, 1, 0]},
    )
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(r["id"], r["network"], r["before"], r["after"], r["flips"]) for r in rows] == [
        ("i0", "A", "cat", "dog, or so", "yes"),
        ("i0", "B", "cat", "cat", "no"),
        ("i1", "A", "dog, or so", "dog, or so", "no"),
        ("i1", "B", "cat", "dog, or so", "yes"),
        ("i2", "", "", "", ""),
    ]
    assert rows[0]["title"] == 'A "title", with commas'
    assert (rows[0]["before %"], rows[0]["after %"]) == ("75.00", "50.00")
    assert rows[4]["error"] == "Item 2 is “broken”, sadly."
