// What the page calls.

export { measure, search, similar } from "./field";
export { clarity, clearContrast, clearLength } from "./contours";
export { expect } from "./expectation";
export { fit } from "./fitting";
export { means, rarity } from "./means";
export { count } from "./vote";
export { price, priceBend } from "./prices";
export { multiply, turn, walk } from "./slopes";
export { stretch } from "./stretch";
export { texture } from "./texture";
export { cheapest, expand, like, total } from "./expansion";
export { minimum } from "./cut";

/** Where the module's own memory ends. */
export function base(): usize {
  return __heap_base;
}
