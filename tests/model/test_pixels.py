"""Every kind of picture that a page may hold gives the same pixels."""

import numpy as np
import pytest

KINDS = """
const {width, height, data} = args;
const image = new ImageData(new Uint8ClampedArray(data), width, height);
const make = {
  imageData: () => image,
  plainObject: () => ({width, height, data}),
  imageBitmap: () => createImageBitmap(image),
  canvas: () => {
    const canvas = Object.assign(document.createElement("canvas"), {width, height});
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas;
  },
  offscreenCanvas: () => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas;
  },
  image: async () => {
    const picture = new Image();
    picture.src = (await make.canvas()).toDataURL("image/png");
    picture.width = 7; // How large it is shown must not matter.
    return picture;
  },
};
return module.toPixels(await make[args.kind]());
"""

KIND_NAMES = ["imageData", "plainObject", "imageBitmap", "canvas", "offscreenCanvas", "image"]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_picture_keeps_its_pixels(kind, js):
    data = np.random.default_rng(3).integers(0, 256, (20, 30, 4), np.uint8)
    data[..., 3] = 255
    found = js("model/pixels.js", KINDS, kind=kind, width=30, height=20, data=data.ravel())
    assert (found["width"], found["height"]) == (30, 20)
    np.testing.assert_array_equal(found["data"], data.ravel())


def test_colours_under_transparency_are_kept_where_the_pixels_are_given(js):
    data = np.tile(np.uint8([200, 100, 50, 1]), 6)
    found = js("model/pixels.js", KINDS, kind="imageData", width=3, height=2, data=data)
    np.testing.assert_array_equal(found["data"], data)


def test_what_is_no_picture_is_refused_by_name(js):
    refused = {
        "{width: 0, height: 0, data: new Uint8ClampedArray(0)}": "0×0",
        "new OffscreenCanvas(0, 5)": "0×5",
        "{width: 2, height: 2, data: new Uint8ClampedArray(15)}": "15 bytes",
        "'photograph.jpg'": "String",
        "null": "null",
        "undefined": "undefined",
        "{}": "Object",
    }
    body = f"""
    const refusal = (picture) => module.toPixels(picture).then(() => "none", (error) => error.message);
    return Promise.all([{", ".join(refused)}].map(refusal));
    """
    for part, message in zip(refused.values(), js("model/pixels.js", body), strict=True):
        assert part in message
