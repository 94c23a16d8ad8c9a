"""Photographs with masks where no object is: fills of these can be held against the truth."""

import cv2
import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from tests.inpaint.cases import photograph, photographs

# Photograph: row and column of the mask's middle, each a share of the picture.
PLACES = {
    "golf-ball": (0.85, 0.15),
    "brown-bear": (0.85, 0.5),
    "african-elephant": (0.78, 0.6),
    "bookcase": (0.45, 0.5),
    "maze": (0.5, 0.5),
    "agama": (0.88, 0.2),
    "loggerhead": (0.92, 0.5),
    "ptarmigan": (0.2, 0.75),
}


def backgrounds(size):
    """Square photographs, each with an elliptic mask on grass, sand, snow, books or hedges.

    Returns
    -------
    list of (uint8 (size, size, 3), uint8 (size, size))
        RGB photograph, mask.
    """
    files = {file.stem: file for file in photographs()}
    cases = []
    for name, (y, x) in PLACES.items():
        mask = np.zeros((size, size), np.uint8)
        axes = (round(0.13 * size), round(0.08 * size))
        cv2.ellipse(mask, (round(size * x), round(size * y)), axes, 15, 0, 360, 255, -1)
        cases.append((photograph(files[name], size, size), mask))
    return cases


def quality(filled, truth, mask):
    """How near a fill is to the truth.

    Parameters
    ----------
    filled, truth : uint8 (h, w, 3)
    mask : (h, w)
        Nonzero = filled; only there it is judged.

    Returns
    -------
    psnr : float
        In decibels; infinite where every pixel is right.
    ssim : float
    """
    inside = mask > 0
    with np.errstate(divide="ignore"):
        psnr = peak_signal_noise_ratio(truth[inside], filled[inside], data_range=255)
    _, ssim = structural_similarity(truth, filled, channel_axis=-1, data_range=255, full=True)
    return psnr, ssim[inside].mean()


def detail(rgb, mask):
    """Mean strength of fine detail under a mask: what a smear lacks."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    return np.abs(cv2.Laplacian(grey, cv2.CV_32F))[mask > 0].mean()
