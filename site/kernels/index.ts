// What the page calls.

export { pack } from "./convolution";
export { help, run } from "./team";
