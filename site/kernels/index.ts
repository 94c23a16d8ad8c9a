// What the page calls.

export { pack, pad } from "./convolution";
export { help, run } from "./team";
