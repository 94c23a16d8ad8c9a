// From Probe to Compare: addresses that open the recorded comparison at what is looked at.

/**
 * @param {string} bundle
 * @param {{selection?: Partial<import("./compare-types.js").Selection>, layer?: {model: string, name: string},
 *   instance?: string}} [what] to choose there
 */
export function compareLink(bundle, { selection, layer, instance } = {}) {
  const fields = new URLSearchParams({ bundle });
  if (selection) fields.set("select", JSON.stringify(selection));
  if (layer) fields.set("layers", `${layer.model}:${layer.name}`);
  if (instance !== undefined) fields.set("instance", instance);
  return `#compare?${fields}`;
}
