"""A picture on its way from a file to the networks and into a bundle."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps

SIDE = 512  # pixels of the longer side, as Probe edits
LEAST = 8  # pixels of the shorter side, as Probe wants
THUMBNAIL = 112
LARGEST = 300_000  # bytes of a picture that is passed on as it came
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class PictureError(Exception):
    """Why a picture can't be used."""


@dataclass(frozen=True)
class Picture:
    """A picture that can be used.

    Attributes
    ----------
    content, thumbnail : bytes
        A file of at most 512 pixels a side, and a small JPEG.
    kind : str
        The ending of the first one's name.
    inputs : dict of int to ndarray, [size, size, 3]
        float32, RGB, 0..255, at each network's size.
    """

    content: bytes
    thumbnail: bytes
    kind: str
    inputs: dict


def read_picture(path, sizes):
    """Decode a picture and make it ready.

    What the networks get are the pixels of `content`, so that they say in the page what was recorded.

    Parameters
    ----------
    path : Path
    sizes : iterable of int
        The networks' sizes.

    Returns
    -------
    Picture

    Raises
    ------
    PictureError
        It is no picture, damaged or too small.
    """
    try:
        content = path.read_bytes()
        image = Image.open(io.BytesIO(content))
        kind = KINDS.get(image.format)
        if min(image.size) < LEAST:
            width, height = image.size
            raise PictureError(f"has {width} × {height} pixels, at least {LEAST} a side are needed")
        if kind and _is_plain(image, content):
            image = image.convert("RGB")
        else:
            content, kind = _reduce(image), "jpg"
            image = Image.open(io.BytesIO(content)).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        # Pillow raises all of these for damaged files; its words for "no picture" hold an object's address.
        reason = "is no picture" if "cannot identify" in str(error) else f"can't be read ({error})"
        raise PictureError(reason) from error
    pixels = np.asarray(image)
    return Picture(content, _thumbnail(image), kind, {size: _resize(pixels, size) for size in sizes})


def _is_plain(image, content):
    """Whether a browser shows the file's pixels as they are, and it is small."""
    return (
        max(image.size) <= SIDE
        and len(content) <= LARGEST
        and image.mode in {"RGB", "L"}
        and not getattr(image, "is_animated", False)
        and "icc_profile" not in image.info
        and "transparency" not in image.info
        and image.getexif().get(0x0112, 1) == 1  # orientation
    )


def _reduce(image):
    """A JPEG of it: upright, on white, at most 512 pixels a side."""
    image.draft("RGB", (SIDE, SIDE))  # decodes a large JPEG at a fraction of its size
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    return _jpeg(image, 92)


def _thumbnail(image):
    factor = max(1, max(image.size) // THUMBNAIL)
    small = image.reduce(factor)
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.BICUBIC, reducing_gap=None)
    return _jpeg(small, 75)


def _jpeg(image, quality):
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _resize(pixels, size):
    """As `converter.networks.resize` does, without its overhead of some milliseconds a call."""
    import tensorflow as tf

    resized = tf.raw_ops.ResizeBilinear(images=pixels[None], size=[size, size], half_pixel_centers=True)
    return np.asarray(resized)[0]
