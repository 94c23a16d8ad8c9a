"""numpy in a nested value made plain, so that it is JSON: arrays become lists, NaN becomes null."""

from math import isfinite

import numpy as np


def plain(value):
    """Turn a value of dicts, lists, numpy arrays and scalars into what `json` writes."""
    if isinstance(value, dict):
        return {key: plain(own) for key, own in value.items()}
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "f":
            if not np.isfinite(value).all():
                return [number if isfinite(number) else None for number in value.tolist()]
            # Seven digits say all that a float32 knows, and are half as long.
            return value.tolist() if value.dtype == np.float64 else _short(value)
        return value.tolist()
    if isinstance(value, np.generic):
        return plain(value.reshape(1))[0]
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [plain(own) for own in value]
    return value


def _short(values):
    """Shortest decimals that give back the same float16 or float32."""
    return [float(text) for text in values.astype(str).tolist()]
