// One colour a class, everywhere: Okabe and Ito's palette, which the colour-blind can tell apart.

/** How many classes have a colour of their own in the style sheet (--class-0 …). */
const NAMED = 8;

/** Turning the hue by the golden angle keeps any number of further classes apart as well as can be. */
const GOLDEN_ANGLE = 137.508;

/**
 * @param {number | null} index of the class; −1 for an unknown truth, null for several together
 * @returns {string} a CSS colour
 */
export function classColour(index) {
  if (index === null || index < 0) return "var(--class-none)";
  if (index < NAMED) return `var(--class-${index})`;
  const hue = Math.round((index * GOLDEN_ANGLE) % 360);
  return `light-dark(hsl(${hue} 55% 42%), hsl(${hue} 60% 66%))`;
}
