// The page's colours for a canvas, which knows no light-dark(), and a word when they change.

/** Of three channels, as the eye weighs them. @param {string} colour as computed, rgb(…) */
function luminance(colour) {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {HTMLCanvasElement} canvas whose style carries the colours: text, background, caret (an empty cell)
 * @param {import("../charts/weight-colours.js").Palette} palette
 * @returns {import("../charts/heatmap.js").Paint}
 */
export function paintOf(canvas, palette) {
  const { color, backgroundColor, caretColor } = getComputedStyle(canvas);
  return { ink: color, surface: backgroundColor, empty: caretColor, palette, dark: luminance(color) > 128 };
}

/** @param {() => void} tell @returns {() => void} ends the watch */
export function watchTheme(tell) {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(tell);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  query.addEventListener("change", tell);
  return () => {
    theme.disconnect();
    query.removeEventListener("change", tell);
  };
}
