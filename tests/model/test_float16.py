"""Half precision decoded as numpy does it."""

import numpy as np


def test_every_bit_pattern_becomes_the_number_that_numpy_reads(js):
    patterns = np.arange(65536)
    body = "return module.decodeFloat16(Uint16Array.from(args.patterns));"
    found = js("model/float16.js", body, patterns=patterns.astype(np.int32))
    expected = patterns.astype("<u2").view("<f2").astype(np.float32)
    np.testing.assert_array_equal(found, expected)
    numbers = ~np.isnan(expected)
    np.testing.assert_array_equal(np.signbit(found[numbers]), np.signbit(expected[numbers]))
