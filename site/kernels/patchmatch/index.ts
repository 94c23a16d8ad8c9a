// What the page calls.

export { measure, search, similar } from "./field";
export { clarity, clearContrast, clearLength } from "./contours";
export { means, rarity } from "./means";
export { count } from "./vote";
export { price } from "./prices";
export { cheapest, expand, total } from "./expansion";
export { minimum } from "./cut";

/** Where the module's own memory ends. */
export function base(): usize {
  return __heap_base;
}
