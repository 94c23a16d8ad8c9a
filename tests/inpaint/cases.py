"""Photographs with random strokes: the cases on which fillers are compared with their references."""

from pathlib import Path

import cv2
import numpy as np

GALLERY = Path(__file__).parents[2] / "dist" / "gallery" / "full"
SIZES = [(227, 227), (512, 512), (400, 267)]  # width, height
SHARES = [0.01, 0.05, 0.15]  # of pixels masked
RADII = [3, 5, 1, 8]


def photographs():
    """The gallery's files, in order of their names."""
    files = sorted(GALLERY.glob("*.jpg"))
    assert len(files) >= 50, f"{GALLERY} holds {len(files)} photographs: run make build first"
    return files


def photograph(file, width, height):
    """One photograph, RGB, uint8 (height, width, 3)."""
    bgr = cv2.imread(str(file), cv2.IMREAD_COLOR)
    rgb = cv2.resize(bgr, (width, height), interpolation=cv2.INTER_AREA)[..., ::-1]
    return np.ascontiguousarray(rgb)


def strokes(rng, width, height, share):
    """Brush strokes over at least a share of the pixels, some over the edge: uint8 (height, width)."""
    mask = np.zeros((height, width), np.uint8)
    while (mask > 0).mean() < share:
        start = rng.random(2) * [width, height]
        way = start + np.cumsum(
            rng.normal(scale=min(width, height) / 8, size=(rng.integers(2, 6), 2)), axis=0
        )
        points = np.rint(np.vstack([start, way])).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(mask, [points], False, 255, int(rng.integers(2, min(width, height) // 10)))
    return mask


def rgba(rgb):
    """With an alpha channel that is not constant, so that a change of it shows."""
    height, width = rgb.shape[:2]
    alpha = (np.arange(height * width) % 256).astype(np.uint8).reshape(height, width)
    return np.dstack([rgb, alpha])


def all_cases(count=54):
    """Cases of every size, share and radius, the same in every run.

    Returns
    -------
    list of (uint8 (h, w, 3), uint8 (h, w), int)
        RGB photograph, mask, radius.
    """
    rng = np.random.default_rng(20040101)
    files = photographs()
    cases = []
    for n in range(count):
        width, height = SIZES[n % 3]
        mask = strokes(rng, width, height, SHARES[n // 3 % 3])
        cases.append((photograph(files[n % len(files)], width, height), mask, RADII[n // 9 % 4]))
    return cases
