// From Probe to Compare: addresses that open the recorded comparison at what is looked at.

/**
 * @param {import("./neighbours-recorded.js").Recording} recording
 * @param {{model?: string, selection?: Partial<import("./compare-types.js").Selection>, layer?: string,
 *   instance?: string}} [what] to choose there, and the model looked at with its layer, which is to be among
 *   the two side by side
 */
export function compareLink({ bundle, models }, { model, selection, layer, instance } = {}) {
  const fields = new URLSearchParams({ bundle });
  const ids = models.map(({ id }) => id);
  const aside = model !== undefined && ids.indexOf(model) > 1;
  const pair = aside ? { models: [model, ...ids.filter((id) => id !== model)] } : {};
  if (selection || aside) fields.set("select", JSON.stringify({ ...pair, ...selection }));
  if (layer) fields.set("layers", `${model}:${layer}`);
  if (instance !== undefined) fields.set("instance", instance);
  return `#compare?${fields}`;
}
