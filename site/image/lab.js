// sRGB in CIELAB, where equal distances look about equally different.

/** Of sRGB's white (D65, 2° observer), as IEC 61966-2-1 and CIE 15 have it. */
const WHITE = [0.95047, 1, 1.08883];

/** sRGB's curve undone. */
const LINEAR = Float64Array.from({ length: 256 }, (_, i) => {
  const v = i / 255;
  return v > 0.04045 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92;
});

/** @param {number} t */
const curve = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);

/**
 * @param {ArrayLike<number>} data RGBA
 * @param {number} pixel its index
 * @param {Float64Array} lab written to: L*, a*, b*
 */
export function toLab(data, pixel, lab) {
  const r = LINEAR[data[4 * pixel]];
  const g = LINEAR[data[4 * pixel + 1]];
  const b = LINEAR[data[4 * pixel + 2]];
  const x = curve((0.412453 * r + 0.35758 * g + 0.180423 * b) / WHITE[0]);
  const y = curve((0.212671 * r + 0.71516 * g + 0.072169 * b) / WHITE[1]);
  const z = curve((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE[2]);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}
