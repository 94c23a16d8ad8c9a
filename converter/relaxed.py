"""Rewrite a WebAssembly binary so that its vector products and sums use relaxed SIMD's fused multiply-add.

TensorFlow.js publishes its kernels for plain SIMD: each step of a convolution is a multiplication and an
addition. Relaxed SIMD does both in one instruction. Where a product goes straight into a sum, this puts
`f32x4.relaxed_madd` in their place and leaves all else byte by byte as it was.
"""

from converter.errors import ConverterError

# Sections of a module that are read here.
TYPES, FUNCTIONS, CODE = 1, 3, 10

VECTOR = 0x7B
LOCAL_GET, LOCAL_SET, LOCAL_TEE = 0x20, 0x21, 0x22
SIMD = 0xFD
F32X4_ADD, F32X4_MUL, F32X4_RELAXED_MADD = 228, 230, 261


def fuse(binary):
    """Fuse products and sums of four float32.

    Parameters
    ----------
    binary : bytes
        A WebAssembly module.

    Returns
    -------
    (bytes, int)
        The module rewritten, and how many pairs were fused.

    Raises
    ------
    ConverterError
        When it is no module, or has an instruction that is not known here.

    References
    ----------
    WebAssembly Core Specification 3.0, chapter 5 (binary format).
    """
    if binary[:8] != b"\0asm\1\0\0\0":
        raise ConverterError("this is not a WebAssembly module of version 1.")
    out, fused, at = bytearray(binary[:8]), 0, 8
    parameters, functions = [], []
    while at < len(binary):
        kind = binary[at]
        size, start = _read(binary, at + 1)
        content, at = binary[start : start + size], start + size
        if kind == TYPES:
            parameters = _parameters(content)
        elif kind == FUNCTIONS:
            functions = [parameters[each] for each in _numbers(content)]
        elif kind == CODE:
            content, fused = _code(content, functions)
        out += bytes([kind]) + _leb(len(content)) + content
    return bytes(out), fused


def _code(content, functions):
    count, at = _read(content, 0)
    out, total = bytearray(_leb(count)), 0
    for index in range(count):
        size, start = _read(content, at)
        at = start + size
        body, fused = _body(content[start:at], functions[index])
        out += _leb(len(body)) + body
        total += fused
    return bytes(out), total


def _body(body, parameters):
    """One function: its locals, then its instructions."""
    groups, at = _read(body, 0)
    start, locals_ = at, 0
    for _ in range(groups):
        count, at = _read(body, at)
        locals_ += count
        at += 1
    declared, code = body[start:at], body[at:]
    out, fused = _instructions(code, parameters + locals_)
    if not fused:
        return body, 0
    return _leb(groups + 1) + declared + _leb(3) + bytes([VECTOR]) + out, fused


def _instructions(code, spare):
    """Rewrite instructions; the locals `spare` to `spare + 2` are free to use."""
    add, multiply, madd = (_simd(each) for each in (F32X4_ADD, F32X4_MUL, F32X4_RELAXED_MADD))
    # On the stack: the sum so far, then both factors; wanted: both factors, then the sum.
    factors_first = b"".join(
        bytes([op]) + _leb(spare + which)
        for op, which in [
            (LOCAL_SET, 2),
            (LOCAL_SET, 1),
            (LOCAL_SET, 0),
            (LOCAL_GET, 1),
            (LOCAL_GET, 2),
            (LOCAL_GET, 0),
        ]
    )
    parts, fused, at = [], 0, 0
    while at < len(code):
        end = _end(code, at)
        parts.append(code[at:end])
        at = end
        if parts[-1] != add:
            continue
        if parts[-2:-1] == [multiply]:
            parts[-2:] = [factors_first, madd]
            fused += 1
        elif len(parts) > 2 and parts[-3] == multiply and parts[-2][0] == LOCAL_GET:
            parts[-3:] = [parts[-2], madd]
            fused += 1
    return b"".join(parts), fused


def _end(code, at):
    """Where the instruction at `at` ends."""
    op, at = code[at], at + 1
    if op in PREFIXES:
        sub, at = _read(code, at)
        return _skip(code, at, PREFIXES[op](sub))
    if op == 0x0E:
        count, at = _read(code, at)
        return _skip(code, at, "n" * (count + 1))
    if op == 0x1C:
        count, at = _read(code, at)
        return at + count
    return _skip(code, at, _plain(op))


def _skip(code, at, immediates):
    """Pass immediates: "n" is a LEB128 number, "b" one byte."""
    for each in immediates:
        if each == "n":
            while code[at] & 0x80:
                at += 1
        at += 1
    return at


def _plain(op):
    if op in (0x02, 0x03, 0x04, 0x0C, 0x0D, 0x10, 0x3F, 0x40, 0x41, 0x42, 0xD0, 0xD2) or 0x20 <= op <= 0x26:
        return "n"
    if op == 0x11 or 0x28 <= op <= 0x3E:
        return "nn"
    if op == 0x43:
        return "bbbb"
    if op == 0x44:
        return "bbbbbbbb"
    if op in (0x00, 0x01, 0x05, 0x0B, 0x0F, 0x1A, 0x1B, 0xD1) or 0x45 <= op <= 0xC4:
        return ""
    raise ConverterError(f"unknown WebAssembly instruction: 0x{op:02x}")


def _bulk(sub):
    return "" if sub < 8 else "nn" if sub in (8, 10, 12, 14) else "n"


def _vector(sub):
    if sub <= 11 or sub in (92, 93):
        return "nn"
    if sub in (12, 13):
        return "b" * 16
    if 21 <= sub <= 34:
        return "b"
    return "nnb" if 84 <= sub <= 91 else ""


def _atomic(sub):
    return "b" if sub == 3 else "nn"


PREFIXES = {0xFC: _bulk, SIMD: _vector, 0xFE: _atomic}


def _parameters(content):
    """How many parameters each function type has."""
    count, at = _read(content, 0)
    found = []
    for _ in range(count):
        if content[at] != 0x60:
            raise ConverterError(f"unknown WebAssembly type: 0x{content[at]:02x}")
        taken, at = _read(content, at + 1)
        given, at = _read(content, at + taken)
        at += given
        found.append(taken)
    return found


def _numbers(content):
    count, at = _read(content, 0)
    found = []
    for _ in range(count):
        value, at = _read(content, at)
        found.append(value)
    return found


def _read(content, at):
    """Unsigned LEB128 → (value, where it ends)."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def _leb(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _simd(sub):
    return bytes([SIMD]) + _leb(sub)
