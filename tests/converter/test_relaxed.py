"""Fusing products and sums in a WebAssembly binary: what is fused, what is left alone, what is refused."""

import pytest

from converter.errors import ConverterError
from converter.relaxed import fuse

HEAD = b"\0asm\1\0\0\0"
GET = [b"\x20\x00", b"\x20\x01", b"\x20\x02"]
MUL, ADD, MADD = b"\xfd\xe6\x01", b"\xfd\xe4\x01", b"\xfd\x85\x02"


def module(code, declared=b"\x00"):
    """One function of three vectors to one."""
    body = declared + code + b"\x0b"
    sections = [
        (1, b"\x01\x60\x03\x7b\x7b\x7b\x01\x7b"),
        (3, b"\x01\x00"),
        (10, b"\x01" + bytes([len(body)]) + body),
    ]
    return HEAD + b"".join(bytes([kind, len(content)]) + content for kind, content in sections)


def test_a_sum_behind_the_product_becomes_one_instruction():
    code = GET[1] + GET[2] + MUL + GET[0] + ADD
    expected = module(GET[1] + GET[2] + GET[0] + MADD, declared=b"\x01\x03\x7b")
    assert fuse(module(code)) == (expected, 1)


def test_a_sum_before_the_product_is_carried_over_by_three_new_locals():
    code = GET[0] + GET[1] + GET[2] + MUL + ADD
    carried = b"\x21\x05\x21\x04\x21\x03\x20\x04\x20\x05\x20\x03"
    expected = module(b"".join(GET) + carried + MADD, declared=b"\x01\x03\x7b")
    assert fuse(module(code)) == (expected, 1)


def test_new_locals_come_after_those_declared():
    declared = b"\x01\x02\x7f"  # two int32, the function's locals 3 and 4
    found, fused = fuse(module(b"".join(GET) + MUL + ADD, declared))
    assert fused == 1
    assert b"\x02\x02\x7f\x03\x7b" in found
    assert b"\x21\x07\x21\x06\x21\x05\x20\x06\x20\x07\x20\x05" + MADD in found


@pytest.mark.parametrize(
    "code",
    [
        GET[0] + GET[1] + ADD + GET[2] + MUL,
        # The same bytes, as the immediate of v128.const.
        b"\xfd\x0c" + (MUL + ADD).ljust(16, b"\0"),
    ],
)
def test_what_is_no_product_in_a_sum_stays_byte_by_byte(code):
    assert fuse(module(code)) == (module(code), 0)


def test_what_is_no_module_is_refused():
    with pytest.raises(ConverterError, match="not a WebAssembly module"):
        fuse(b"<!doctype html>")


def test_an_unknown_instruction_is_named():
    with pytest.raises(ConverterError, match="0xff"):
        fuse(module(b"\xff"))
