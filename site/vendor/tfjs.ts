// Named exports only, so that what nobody calls is left out of the bundle.
export {
  engine,
  env,
  findBackend,
  findBackendFactory,
  getBackend,
  memory,
  registerBackend,
  removeBackend,
  setBackend,
  tensor,
  tidy,
} from "@tensorflow/tfjs-core";
export { loadGraphModel } from "@tensorflow/tfjs-converter";
