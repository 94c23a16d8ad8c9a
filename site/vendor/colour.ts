export { interpolateInferno } from "d3-scale-chromatic";
export { rgb } from "d3-color";
