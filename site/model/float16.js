// Half precision (IEEE 754 binary16) to single: how weights travel.

/**
 * @param {Uint16Array} halves bit patterns
 * @returns {Float32Array} the same numbers, exactly
 */
export function decodeFloat16(halves) {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) {
      // Zero or subnormal: fraction · 2⁻²⁴.
      values[i] = fraction * 2 ** -24;
      bits[i] |= sign;
    } else {
      // 31 stands for infinities and NaN in both formats; else the bias grows from 15 to 127.
      bits[i] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
    }
  }
  return values;
}
