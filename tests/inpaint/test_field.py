"""The kernels that compare patches, search for similar ones and count their votes, against NumPy."""

import numpy as np
import pytest

FIELD = """
const at = (name) => import(new URL(`./${name}.js`, args.base));
const {Random} = await at("random");
const kernels = await (await at("kernels")).borrow();
const {data, half, height, hole, kind, sources, targets, width} = args;
const level = {data, depth: hole, height, hole, kind, sources, targets, width};
const field = new module.Field(level, half, new Random(1), kernels);
field.scatter();
const count = targets.length;
field.measure(0, count);
const scattered = {source: field.source.slice(), cost: field.cost.slice()};
for (const forwards of [true, false, true, false]) field.search(0, count, forwards, 16);
const found = {source: field.source.slice(), cost: field.cost.slice()};
const {Ballot} = await at("vote");
const ballot = new Ballot(field);
ballot.open(1);
ballot.count(0, count);
const says = field.votes.says.slice();
return {
  scattered: scattered.source, before: scattered.cost, found: found.source, after: found.cost,
  sums: ballot.sums.slice(), weights: ballot.weights.slice(), says,
};
"""


@pytest.fixture
def run(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    url = f"{dist_url}inpaint/field.js"
    return lambda **args: run_module(page, url, FIELD, base=url, **args)


def level_of(half, height=40, width=46):
    """Waves with noise on them and a hole, CHANNELS values a pixel."""
    rng = np.random.default_rng(half)
    y, x = np.mgrid[:height, :width]
    waves = 120 + 60 * np.sin(x / 2)[..., None] * np.cos(y / 3)[..., None]
    data = (waves + rng.normal(scale=20, size=(height, width, 5))).clip(0, 255).astype(np.uint8)
    hole = np.zeros((height, width), np.uint8)
    hole[20:24, 20:26] = 1
    kind = np.zeros((height, width), np.uint8)
    for row in range(half, height - half):
        for column in range(half, width - half):
            patch = hole[row - half : row + half + 1, column - half : column + half + 1]
            kind[row, column] = 2 if patch.any() else 1
    pixels = kind.ravel()
    return {
        "data": data,
        "half": half,
        "height": height,
        "width": width,
        "hole": hole,
        "kind": kind,
        "sources": np.flatnonzero(pixels == 1).astype(np.int32),
        "targets": np.flatnonzero(pixels == 2).astype(np.int32),
    }


@pytest.mark.parametrize("half", [1, 2, 3, 4, 5, 6, 7])
def test_patches_are_measured_to_the_last_byte_and_searches_only_gain(run, half):
    level = level_of(half)
    out = run(**level)
    targets, width = level["targets"], level["width"]

    def patch(p):
        y, x = divmod(int(p), width)
        return level["data"][y - half : y + half + 1, x - half : x + half + 1].astype(int)

    for source, cost in (("scattered", "before"), ("found", "after")):
        assert np.isin(out[source][targets], level["sources"]).all()
        expected = [((patch(p) - patch(out[source][p])) ** 2).sum() for p in targets]
        assert np.array_equal(out[cost][targets], expected)
    before, after = out["before"][targets], out["after"][targets]
    assert (after <= before).all()
    assert after.mean() < 0.8 * before.mean()


@pytest.mark.parametrize("half", [1, 2, 3, 4, 5, 6, 7])
def test_votes_are_the_weighted_sums_of_the_patches_found(run, half):
    level = level_of(half)
    out = run(**level)
    height, width = level["hole"].shape
    sums, weights = np.zeros((height, width, 5)), np.zeros((height, width))
    for p, says in zip(level["targets"], out["says"], strict=True):
        (y, x), (j, i) = divmod(int(p), width), divmod(int(out["found"][p]), width)
        there = np.s_[y - half : y + half + 1, x - half : x + half + 1]
        sums[there] += says * level["data"][j - half : j + half + 1, i - half : i + half + 1]
        weights[there] += says
    assert out["says"].min() >= 0
    assert out["says"].max() > 0.1
    assert np.allclose(out["weights"].reshape(weights.shape), weights, rtol=1e-4)
    assert np.allclose(out["sums"].reshape(sums.shape), sums, rtol=1e-4)
