"""The few pictures that activate each unit of a layer most, with its maps of them, kept in passing."""

import numpy as np


class Strongest:
    """What a layer's units answer most to; a picture that does not activate a unit is none of its.

    Parameters
    ----------
    units : int
    count : int
        Pictures kept a unit.
    side : int
        Height and width of a map.
    """

    def __init__(self, units, count, side):
        self._activations = np.zeros((units, count), np.float32)  # falling in every row
        self._positions = np.full((units, count), -1, np.int32)
        self._slots = np.tile(np.arange(count), (units, 1))  # where in _maps each one's map is
        self._maps = np.zeros((units, count, side, side), np.float16)

    def update(self, first, activations, maps):
        """Take a batch into account; of equal activations those of earlier pictures stay.

        Parameters
        ----------
        first : int
            Position of the batch's first picture.
        activations : ndarray, [N, units]
        maps : callable
            `maps(pictures, units)`, both int [n] → [n, side, side].
        """
        count = self._activations.shape[1]
        units = np.flatnonzero(activations.max(axis=0) > self._activations[:, -1])
        own, slots = self._activations[units], self._slots[units]
        candidates = np.concatenate([own, activations.T[units]], axis=1)
        order = np.argsort(-candidates, axis=1, kind="stable")[:, :count]
        row, rank = np.nonzero(order < count)
        stays = np.zeros(own.shape, bool)
        stays[row, order[row, rank]] = True  # by old rank
        chosen = np.empty_like(slots)
        chosen[row, rank] = slots[row, order[row, rank]]
        new, place = np.nonzero(order >= count)  # as many in each row as do not stay
        pictures = order[new, place] - count
        chosen[new, place] = slots[~stays]
        positions = np.empty_like(self._positions[units])
        positions[row, rank] = self._positions[units][row, order[row, rank]]
        positions[new, place] = first + pictures
        self._activations[units] = np.take_along_axis(candidates, order, axis=1)
        self._positions[units], self._slots[units] = positions, chosen
        self._maps[units[new], chosen[new, place]] = np.minimum(maps(pictures, units[new]), 65_504)

    def result(self):
        """As `diptych.write_bundle` takes a layer's maps: `values` and `instances`."""
        values = np.take_along_axis(self._maps, self._slots[:, :, None, None], axis=1)
        return {"values": values, "instances": self._positions}
