// Runs a body of JavaScript against one module of the site; typed arrays travel as base64. Evaluated in the page.
async ([url, body, packed]) => {
  const TYPES = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array };
  const each = (v, change) => Object.fromEntries(Object.entries(v).map(([k, x]) => [k, change(x)]));
  const unpack = (v) => {
    if (v && v.$array) {
      const bytes = Uint8Array.from(atob(v.bytes), (c) => c.charCodeAt(0));
      return new TYPES[v.$array](bytes.buffer);
    }
    if (Array.isArray(v)) return v.map(unpack);
    if (v && typeof v === "object") return each(v, unpack);
    return v;
  };
  const base64 = (bytes) => {
    let text = "";
    const step = 32768;
    for (let i = 0; i < bytes.length; i += step) text += String.fromCharCode(...bytes.subarray(i, i + step));
    return btoa(text);
  };
  const NAMES = {
    Uint8Array: "uint8",
    Uint8ClampedArray: "uint8",
    Int32Array: "int32",
    Float32Array: "float32",
    Float64Array: "float64",
  };
  const pack = (v) => {
    const name = v && NAMES[v.constructor?.name];
    if (name) return { $array: name, bytes: base64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength))};
    if (v instanceof ImageData) return {width: v.width, height: v.height, data: pack(v.data)};
    if (Array.isArray(v)) return v.map(pack);
    if (v && typeof v === "object") return each(v, pack);
    return v;
  };
  const module = await import(url);
  const run = new (async () => {}).constructor("module", "args", body);
  return JSON.stringify(pack(await run(module, unpack(packed))));
}
