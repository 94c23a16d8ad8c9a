// Any kind of picture that a page may hold, as pixels.

/** @typedef {import("./preprocess.js").Pixels} Pixels */
/** @typedef {Pixels | ImageBitmap | HTMLImageElement | HTMLCanvasElement | OffscreenCanvas} Picture */

/**
 * @param {Picture} picture an ImageData's pixels are taken as they are; the others are drawn
 * @returns {Promise<Pixels>}
 * @throws {RangeError} when there is nothing to see in it
 */
export async function toPixels(picture) {
  if (isPixels(picture)) {
    const { width, height, data } = picture;
    refuseEmpty(width, height);
    if (data.length !== width * height * 4) {
      throw new RangeError(`${data.length} bytes do not fill ${width}×${height} pixels of RGBA`);
    }
    return picture;
  }
  if (typeof HTMLImageElement !== "undefined" && picture instanceof HTMLImageElement) {
    await picture.decode();
    return draw(picture, picture.naturalWidth, picture.naturalHeight);
  }
  if (isDrawable(picture)) return draw(picture, picture.width, picture.height);
  throw new TypeError(`not a picture: ${describe(picture)} (use an ImageData, ImageBitmap, image or canvas)`);
}

/** @param {any} picture @returns {picture is Pixels} */
function isPixels(picture) {
  const { width, height, data } = picture ?? {};
  return ArrayBuffer.isView(data) && Number.isInteger(width) && Number.isInteger(height);
}

/** @param {any} picture @returns {picture is ImageBitmap | HTMLCanvasElement | OffscreenCanvas} */
function isDrawable(picture) {
  const kinds = ["ImageBitmap", "HTMLCanvasElement", "OffscreenCanvas"];
  return kinds.some((kind) => {
    const type = /** @type {any} */ (globalThis)[kind];
    return type && picture instanceof type;
  });
}

/** @param {CanvasImageSource} picture @param {number} width @param {number} height */
function draw(picture, width, height) {
  refuseEmpty(width, height);
  const context = canvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error(`this browser has no canvas of ${width}×${height} pixels: reduce the picture`);
  /** @type {any} */ (context).drawImage(picture, 0, 0, width, height);
  return /** @type {any} */ (context).getImageData(0, 0, width, height);
}

/** @param {number} width @param {number} height @returns {any} */
function canvas(width, height) {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** @param {number} width @param {number} height */
function refuseEmpty(width, height) {
  if (!(width > 0 && height > 0)) {
    throw new RangeError(`a picture of ${width}×${height} pixels has nothing to classify`);
  }
}

/** @param {any} value */
function describe(value) {
  return value === null ? "null" : value?.constructor?.name ?? typeof value;
}
