"""What speaks against filling a pixel by an offset: how far a texture is from the one that is expected."""

import numpy as np

ARRAYS = """
const {gridOf} = await import(new URL("./grid.js", args.base));
const {hole, near, values, width} = args;
const nodes = gridOf(hole, width).nodes;
const nothing = new Float32Array(hole.length);
const survey = {
  near, rare: nothing, peculiar: nothing,
  sketched: {alike: new Map(), trust: nothing},
  expectation: {
    values, sure: new Float32Array(nodes.length), ends: new Int32Array(2 * nodes.length).fill(-1),
    reach: new Float32Array(2 * nodes.length),
  },
};
const {near: known, expected} = module.priceArrays({hole, width}, nodes, survey);
return {known: new Float32Array(known), expected: new Float32Array(expected)};
"""

PARTS = 32  # of a level


def test_a_texture_is_as_far_from_another_as_it_is_rougher_by_ratio_and_faint_ones_are_near(run):
    textures = np.array([0, 1, 10, 20, 40, 80], np.float32)
    near = np.zeros((3, 6, 5), np.float32)
    near[..., :3] = 90
    near[..., 3] = textures
    hole = np.zeros((3, 6), np.uint8)
    hole[1, 1:5] = 1
    values = np.array([[90, 90, 90, texture, 0] for texture in (0, 20, 20, 20)], np.float32)
    out = run("prices", ARRAYS, hole=hole, near=near, values=values, width=6)
    known = out["known"].reshape(3, 6, -1)[0] / PARTS
    expected = out["expected"].reshape(4, -1) / PARTS
    assert np.all(known[:, :3] == 90)
    assert np.all(expected[:, :3] == 90)
    off = np.sqrt(
        ((known[None] - expected[:, None]) ** 2).sum(-1)
    )  # of each known one from two expected ones
    smooth, rough = off[0], off[1]
    assert (smooth[0], rough[3]) == (0, 0)
    assert smooth[1] < 0.25 * smooth[2], "a change of one level is hardly seen"
    assert rough[2] > 0.75 * rough[4], (
        "half as rough is nearly as far as twice as rough: ten levels there, twenty here"
    )
    assert rough[0] > rough[5] > rough[4] > 15
