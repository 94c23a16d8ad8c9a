"""From pixels to a network's input, by the rule that its card states; the page applies the same rule."""

import numpy as np


def resize(images, size):
    """Plain bilinear resizing with pixel centres at halves and no filter before it.

    Parameters
    ----------
    images : ndarray, [N, H, W, 3]
        0..255.
    size : int
        Height and width of the result in pixels.

    Returns
    -------
    ndarray, [N, size, size, 3]
        float32, not rounded.
    """
    if images.shape[1:3] == (size, size):
        return images.astype(np.float32)
    import tensorflow as tf

    return tf.image.resize(images, (size, size), method="bilinear", antialias=False).numpy()


def preprocess(images, card, preprocessing=None):
    """Resize, order the channels, subtract, divide.

    Parameters
    ----------
    images : ndarray, [N, H, W, 3]
        RGB, 0..255.
    card : dict
        `size`, `preprocessing` (name → {channels, subtract, divide}) and `defaultPreprocessing`.
    preprocessing : str, optional
        One of the card's names.

    Returns
    -------
    ndarray, [N, size, size, 3]
        float32.

    Raises
    ------
    ValueError
        The card has no preprocessing of that name.
    """
    name = preprocessing or card["defaultPreprocessing"]
    if name not in card["preprocessing"]:
        raise ValueError(f"invalid preprocessing: {name} (the card has {', '.join(card['preprocessing'])})")
    rule = card["preprocessing"][name]
    pixels = resize(images, card["size"])
    if rule["channels"] == "bgr":
        pixels = pixels[..., ::-1]
    return (pixels - np.float32(rule["subtract"])) / np.float32(rule["divide"])
