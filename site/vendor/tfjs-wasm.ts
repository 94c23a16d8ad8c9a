export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
