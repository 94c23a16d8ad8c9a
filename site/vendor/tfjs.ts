// Named exports only, so that what nobody calls is left out of the bundle.
export {
  backend_util,
  engine,
  env,
  findBackend,
  findBackendFactory,
  getBackend,
  getKernel,
  memory,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  tensor,
  tidy,
  unregisterKernel,
  util,
} from "@tensorflow/tfjs-core";
export { loadGraphModel, registerOp } from "@tensorflow/tfjs-converter";
