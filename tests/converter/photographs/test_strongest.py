"""The strongest pictures of each unit, kept while they stream by, against sorting them all at once."""

import numpy as np
import pytest

from converter.photographs._strongest import Strongest

UNITS, PICTURES, KEPT = 30, 57, 5


def made(seed):
    """Activations [pictures, units] with many ties, zeros and negative ones; maps [pictures, 3, 3, units]."""
    rng = np.random.default_rng(seed)
    activations = np.round(rng.normal(size=(PICTURES, UNITS)) * 4).astype(np.float32)
    activations[:, 0] = 0
    activations[:, 1] = -1
    activations[:-2, 2] = -1
    return activations, rng.normal(size=(PICTURES, 3, 3, UNITS)).astype(np.float16)


def stream(activations, maps, batch):
    strongest = Strongest(UNITS, KEPT, 3)
    for first in range(0, PICTURES, batch):
        own = maps[first : first + batch]
        strongest.update(first, activations[first : first + batch], lambda p, u, own=own: own[p, :, :, u])
    return strongest.result()


@pytest.mark.parametrize("batch", [1, 4, 16, PICTURES])
@pytest.mark.parametrize("seed", [0, 1])
def test_streaming_gives_what_sorting_all_gives(batch, seed):
    activations, maps = made(seed)
    found = stream(activations, maps, batch)
    for unit in range(UNITS):
        order = sorted(range(PICTURES), key=lambda at: -activations[at, unit])  # stable
        wanted = [at for at in order if activations[at, unit] > 0][:KEPT]
        assert found["instances"][unit].tolist() == wanted + [-1] * (KEPT - len(wanted))
        np.testing.assert_array_equal(found["values"][unit, : len(wanted)], maps[wanted, :, :, unit])
