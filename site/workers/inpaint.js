/** The worker that fills masked pixels. */

import { fill } from "../inpaint/index.js";
import { watchKernels } from "../inpaint/kernels.js";
import { arrivals, tellPage } from "./arrivals.js";
import { serve } from "./serve.js";

/**
 * @typedef {import("../inpaint/index.js").Image} Image
 * @typedef {{image: Image, mask: Uint8Array | null, method?: string, options?: Record<string, number>}} Args
 */

watchKernels(arrivals.until);
tellPage();
serve({
  /** @type {import("./serve.js").Op} */
  async fill(/** @type {Args} */ { image, mask, method, options }, { progress, signal }) {
    const start = performance.now();
    const filled = await fill(image, mask, { ...options, method, signal, onProgress: progress });
    const value = { image: filled, milliseconds: performance.now() - start };
    return { value, transfer: [filled.data.buffer] };
  },
});
