// A worker that helps with every job of a team, for ever.

/** @param {MessageEvent<{module: WebAssembly.Module, memory: WebAssembly.Memory, team: number}>} message */
onmessage = async ({ data: { module, memory, team } }) => {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  /** @type {any} */ (exports).help(team);
};
