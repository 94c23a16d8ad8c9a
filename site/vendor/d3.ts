export { ticks } from "d3-array";
export { rgb } from "d3-color";
export { format } from "d3-format";
export { hierarchy, treemap, treemapDice, treemapSlice, treemapSquarify } from "d3-hierarchy";
export { scaleLinear } from "d3-scale";
export { interpolatePRGn, interpolateRdYlGn, interpolateViridis } from "d3-scale-chromatic";
