// Runs a body of JavaScript against one module of the site; typed arrays travel as base64. Evaluated in the page.
async ([url, body, packed]) => {
  const TYPES = [Uint8Array, Int32Array, Float32Array, Float64Array];
  const NAMES = { Uint8ClampedArray: "uint8" };
  for (const type of TYPES) NAMES[type.name] = type.name.replace("Array", "").toLowerCase();
  const BY_NAME = Object.fromEntries(TYPES.map((type) => [NAMES[type.name], type]));

  // The browser's own data: reader is many times faster than a loop over characters.
  const decode = async (text) => (await fetch(`data:application/octet-stream;base64,${text}`)).arrayBuffer();
  const encode = (bytes) =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.readAsDataURL(new Blob([bytes]));
    });
  const each = async (value, change) => {
    if (Array.isArray(value)) return Promise.all(value.map(change));
    const entries = Object.entries(value).map(async ([key, part]) => [key, await change(part)]);
    return Object.fromEntries(await Promise.all(entries));
  };

  const unpack = async (value) => {
    if (value?.$array) return new BY_NAME[value.$array](await decode(value.bytes));
    return value && typeof value === "object" ? each(value, unpack) : value;
  };
  const pack = async (value) => {
    const name = NAMES[value?.constructor?.name];
    if (name) return { $array: name, bytes: await encode(value) };
    if (value instanceof ImageData) value = { width: value.width, height: value.height, data: value.data };
    return value && typeof value === "object" ? each(value, pack) : value;
  };

  const module = await import(url);
  const run = new (async () => {}).constructor("module", "args", body);
  return JSON.stringify(await pack(await run(module, await unpack(packed))));
}
