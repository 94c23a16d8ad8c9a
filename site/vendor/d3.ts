export * from "d3-array";
export * from "d3-format";
export * from "d3-hierarchy";
export * from "d3-scale";
export * from "d3-scale-chromatic";
export * from "d3-shape";
export { rgb } from "d3-color";
