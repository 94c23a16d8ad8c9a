"""Where the units of a layer act on the pictures that activate each of them most."""

import functools
from dataclasses import dataclass, field

import numpy as np

from diptych._arrays import Array
from diptych._errors import BundleError


@dataclass(frozen=True)
class Maps:
    """Maps of a layer: of each unit the few instances that activate it most, and where in each it acts."""

    shape: tuple[int, int, int]
    """Instances a unit, height and width of a map."""
    values: Array = field(repr=False)
    """uint8 [units, instances a unit × height × width]; 255 stands for the unit's peak."""
    instances: Array = field(repr=False)
    """int32 [units, instances a unit]: positions by falling activation, −1 where there are fewer."""
    _peaks: Array = field(repr=False)
    count: int = field(repr=False)
    """How many instances the bundle has."""

    @functools.cached_property
    def peaks(self):
        """The greatest value in each unit's maps, float16 [units]."""
        peaks = self._peaks.all()
        if (peaks < 0).any():
            unit = int(np.argmax(peaks < 0))
            raise BundleError(f"{self._peaks.where}: {self._peaks.name} holds {peaks[unit]} at {unit}.")
        return peaks

    def of(self, unit):
        """Return one unit's instances and maps.

        Parameters
        ----------
        unit : int

        Returns
        -------
        (ndarray, ndarray)
            Positions, int32 [k], by falling activation; maps, uint8 [k, height, width].

        Raises
        ------
        BundleError
            Where a position is no instance's.
        """
        positions = self.instances.row(unit)
        self.check(positions[None], unit)
        k = int(np.count_nonzero(positions >= 0))
        return positions[:k], self.values.row(unit).reshape(self.shape)[:k]

    def check(self, positions, first=0):
        """Refuse positions [units, instances a unit] that are no instances', or stand after a −1."""
        array = self.instances
        wrong = (positions < -1) | (positions >= self.count)
        if wrong.any():
            unit, rank = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
            raise BundleError(
                f"{array.where}: {array.name} holds {positions[unit, rank]} at {first + unit}, {rank}, "
                f"wanted is a position from 0 to {self.count - 1}, or -1 for none."
            )
        late = (positions[:, 1:] >= 0) & (positions[:, :-1] < 0)
        if late.any():
            unit, rank = np.unravel_index(int(np.argmax(late)), late.shape)
            found, place = positions[unit, rank + 1], f"{first + unit}, {rank + 1}"
            raise BundleError(f"{array.where}: {array.name} holds {found} at {place}, after a -1.")


def pack(values, instances, where):
    """Turn maps into what a bundle stores.

    Parameters
    ----------
    values : float [units, instances a unit, height, width]
        What is below zero becomes zero.
    instances : int [units, instances a unit]
    where : str
        For error messages.

    Returns
    -------
    (ndarray, ndarray, ndarray)
        uint8 [units, instances a unit × height × width], int32 like `instances`, peaks as float16 [units].
    """
    values, instances = np.asarray(values), np.asarray(instances)
    if values.ndim != 4:
        raise BundleError(f"{where}: {values.ndim} dimensions, wanted are 4.")
    if instances.shape != values.shape[:2]:
        raise BundleError(f"{where}: instances of {instances.shape} for maps of {values.shape[:2]}.")
    flat = np.maximum(values.reshape(len(values), -1), 0)
    if not np.isfinite(flat).all():
        raise BundleError(f"{where}: hold values that are no numbers.")
    greatest = flat.max(axis=1).astype(np.float32)
    with np.errstate(over="ignore"):
        peaks = greatest.astype(np.float16)
    if np.isinf(peaks).any():
        raise BundleError(f"{where}: {greatest.max()} is too large for float16, whose limit is 65,504.")
    scale = 255 / np.where(peaks > 0, peaks, 1).astype(np.float32)
    packed = np.minimum(np.rint(flat * scale[:, None]), 255).astype(np.uint8)
    return packed, instances.astype(np.int32), peaks
