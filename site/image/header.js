// What the first bytes of a file say, before a megapixel is decoded: its format, size and whether it is whole.

/**
 * @typedef {object} Header
 * @property {string | null} format "JPEG", "PNG", "GIF", "WebP", "HEIC", "AVIF", "BMP"; null if none is known
 * @property {number} width in pixels, 0 where the header does not tell
 * @property {number} height in pixels
 * @property {boolean} complete false if the file ends before its picture does
 * @property {boolean} animated
 */

/**
 * @param {Uint8Array} bytes the whole file
 * @returns {Header}
 */
export function readHeader(bytes) {
  const header = { format: null, width: 0, height: 0, complete: true, animated: false };
  if (starts(bytes, [0xff, 0xd8, 0xff])) return { ...header, ...jpeg(bytes), format: "JPEG" };
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47])) return { ...header, ...png(bytes), format: "PNG" };
  if (text(bytes, 0, 4) === "GIF8") return { ...header, ...gif(bytes), format: "GIF" };
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 4) === "WEBP") {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const complete = bytes.length >= view.getUint32(4, true) + 8;
    return { ...header, complete, format: "WebP" };
  }
  if (text(bytes, 4, 4) === "ftyp") {
    const brand = text(bytes, 8, 4);
    if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return { ...header, format: "HEIC" };
    if (/^avi[fs]$/.test(brand)) return { ...header, format: "AVIF" };
  }
  if (text(bytes, 0, 2) === "BM") return { ...header, format: "BMP" };
  return header;
}

/** @param {Uint8Array} bytes @param {number[]} signature */
function starts(bytes, signature) {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** @param {Uint8Array} bytes @param {number} start @param {number} length */
function text(bytes, start, length) {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** JPEG (ITU T.81): segments up to the frame header; whole if an end-of-image marker stands near the end.
 * @param {Uint8Array} bytes */
function jpeg(bytes) {
  let [width, height] = [0, 0];
  for (let i = 2; i + 9 < bytes.length && bytes[i] === 0xff; ) {
    const marker = bytes[i + 1];
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      height = bytes[i + 5] * 256 + bytes[i + 6];
      width = bytes[i + 7] * 256 + bytes[i + 8];
      break;
    }
    i += 2 + bytes[i + 2] * 256 + bytes[i + 3];
  }
  // Cameras append previews and padding after the picture, so the marker is looked for in the last tenth.
  const from = Math.floor(bytes.length * 0.9);
  let complete = false;
  for (let i = bytes.length - 2; i >= from && !complete; i--) complete = bytes[i] === 0xff && bytes[i + 1] === 0xd9;
  return { width, height, complete };
}

/** PNG (W3C): IHDR comes first, IEND last. @param {Uint8Array} bytes */
function png(bytes) {
  if (bytes.length < 33) return { complete: false };
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const tail = text(bytes, Math.max(0, bytes.length - 64), 64);
  return { width: view.getUint32(16), height: view.getUint32(20), complete: tail.includes("IEND") };
}

/** GIF89a: blocks until the trailer, counting frames. @param {Uint8Array} bytes */
function gif(bytes) {
  const table = (/** @type {number} */ flags) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const skip = (/** @type {number} */ i) => {
    while (bytes[i]) i += bytes[i] + 1;
    return i + 1;
  };
  let frames = 0;
  let i = 13 + table(bytes[10]);
  while (i < bytes.length && bytes[i] !== 0x3b) {
    if (bytes[i] === 0x21) i = skip(i + 2);
    else if (bytes[i] === 0x2c) {
      frames++;
      i = skip(i + 11 + table(bytes[i + 9]));
    } else break;
  }
  const [width, height] = [bytes[6] + bytes[7] * 256, bytes[8] + bytes[9] * 256];
  return { width, height, complete: bytes[i] === 0x3b, animated: frames > 1 };
}
