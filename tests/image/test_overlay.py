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
