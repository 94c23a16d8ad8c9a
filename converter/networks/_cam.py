"""Class activation mapping: where in the picture a class was seen."""

import numpy as np


def class_activation_map(features, weights):
    """The weighted sum of the last convolution's features, stretched to 0..1.

    Parameters
    ----------
    features : ndarray, [h, w, c]
        Activations that the class weights act on.
    weights : ndarray, [c]
        One class's weights.

    Returns
    -------
    ndarray, [h, w]
        float32 in 0..1; all 0 where the map is constant.

    References
    ----------
    Zhou et al. 2016, "Learning deep features for discriminative localization",
    DOI 10.1109/CVPR.2016.319.
    """
    values = features.astype(np.float64) @ weights.astype(np.float64)  # [h, w]
    low, high = values.min(), values.max()
    if high == low:
        return np.zeros(values.shape, np.float32)
    return ((values - low) / (high - low)).astype(np.float32)
