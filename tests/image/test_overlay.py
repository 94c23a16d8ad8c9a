"""Maps over photographs: bilinear as OpenCV's."""

import cv2
import numpy as np


def test_a_map_is_enlarged_bilinearly_as_opencv_does(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    rng = np.random.default_rng(5)
    for (h, w), (height, width) in [((13, 13), (512, 512)), ((7, 7), (300, 400)), ((1, 5), (20, 40))]:
        values = rng.random((h, w), np.float32)
        large = run_module(
            page,
            site_url + "image/overlay.js",
            "return module.enlarge(args.map, args.width, args.height)",
            map={"width": w, "height": h, "values": values},
            width=width,
            height=height,
        ).reshape(height, width)
        expected = cv2.resize(values, (width, height), interpolation=cv2.INTER_LINEAR)
        assert np.abs(large - expected).max() < 1e-4


def test_the_outline_of_a_mask_is_its_edge(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    mask = np.zeros((20, 30), np.uint8)
    cv2.circle(mask, (14, 9), 6, 1, -1)
    image = run_module(
        page,
        site_url + "image/overlay.js",
        "return module.outline(args.mask, 30, 20, [255, 0, 0], 7)",
        mask=mask,
    )
    alpha = image["data"].reshape(20, 30, 4)[..., 3]
    inner = cv2.erode(mask, np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8))
    assert np.array_equal(alpha == 255, (mask - inner).astype(bool))
    assert np.array_equal(alpha == 7, inner.astype(bool))
