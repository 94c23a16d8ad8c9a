// The icons of the tool bar, drawn on a 24 × 24 grid.

import { svg } from "../vendor/lit.js";

/** @param {unknown} content */
const icon = (content) =>
  svg`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;

export const icons = {
  brush: icon(svg`<path d="M4 20c3 0 5-1 5-4a2.5 2.5 0 0 0-5 0c0 2-1 3-2 3.3.6.5 1.3.7 2 .7Z" /><path d="m9 14 10-10 2 2-10 10" />`),
  eraser: icon(svg`<path d="m4 15 9-10 7 6-8 9H8Z" /><path d="m9 9.5 7 6M8 20h12" />`),
  rectangle: icon(svg`<rect x="4" y="5" width="16" height="14" rx="1" stroke-dasharray="3 2.5" />`),
  lasso: icon(svg`<path d="M12 4c5 0 9 2.3 9 5.5S17 15 12 15s-9-2.3-9-5.5S7 4 12 4Z" stroke-dasharray="3 2.5" /><path d="M8 14.5c-1.5 1-1.5 3.5.5 4.5" />`),
  wand: icon(svg`<path d="M4 20 14 10l-1.5-1.5L3 18Z" /><path d="M17 3v4M15 5h4M19.5 10v3M18 11.5h3M10 3.5v2M9 4.5h2" />`),
  mask: icon(svg`<rect x="3" y="5" width="18" height="14" rx="1.5" /><circle cx="12" cy="12" r="4" fill="currentColor" opacity=".35" /><circle cx="12" cy="12" r="4" />`),
  another: icon(svg`<rect x="4" y="4" width="16" height="16" rx="3" /><path d="M8.5 8.5v.1M15.5 8.5v.1M12 12v.1M8.5 15.5v.1M15.5 15.5v.1" stroke-width="2.4" />`),
  undo: icon(svg`<path d="M8 5 4 9l4 4" /><path d="M4 9h10a6 6 0 0 1 0 12h-3" />`),
  redo: icon(svg`<path d="m16 5 4 4-4 4" /><path d="M20 9H10a6 6 0 0 0 0 12h3" />`),
  reset: icon(svg`<path d="M4 12a8 8 0 1 0 3-6.2" /><path d="M4 4v5h5" />`),
  wipe: icon(svg`<rect x="3" y="5" width="18" height="14" rx="1.5" /><path d="M12 3v18" /><path d="M12 5h7.5a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5H12Z" fill="currentColor" opacity=".35" stroke="none" />`),
  upload: icon(svg`<path d="M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v4h16v-4" />`),
  download: icon(svg`<path d="M12 4v12m0 0 4.5-4.5M12 16l-4.5-4.5M4 15v4h16v-4" />`),
  camera: icon(svg`<path d="M4 8h3l2-3h6l2 3h3v11H4Z" /><circle cx="12" cy="13" r="3.5" />`),
  theme: icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />`),
  help: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 16.8v.1" />`),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  minus: icon(svg`<path d="M5 12h14" />`),
  grid: icon(svg`<path d="M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h6v6h-6Z" />`),
  table: icon(svg`<path d="M4 6h16M4 12h16M4 18h16" />`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18" />`),
};
