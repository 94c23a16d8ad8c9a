// What makes a bundle.json one that this page can show, refused in the words of py/diptych/_read.py where it is
// none: whatever the page reads itself is checked before any of it is drawn. Files and numbers are Python's.

import { shown } from "./shown.js";

/** The format's version that this page reads, as in models/bundle.schema.json. */
const VERSION = 1;

const KINDS = ["text", "image", "table"];

/** A value in bundle.json together with its place, such as `models[1].layers[0]`; as in py/diptych/_checks.py. */
class Node {
  /** @param {any} value @param {string} [where] */
  constructor(value, where = "") {
    this.value = value;
    this.where = where;
  }

  /** @param {string} what @returns {never} */
  fail(what) {
    throw new Error(`${this.where ? `${this.where}: ` : ""}${what}.`);
  }

  /** @param {boolean} good @param {string} what */
  want(good, what) {
    if (!good) this.fail(`${shown(this.value)} is not ${what}`);
    return this.value;
  }

  /** A field that must be there. @param {string} name */
  field(name) {
    this.want(Boolean(this.value) && typeof this.value === "object" && !Array.isArray(this.value), "an object");
    if (!Object.hasOwn(this.value, name)) this.fail(`the field "${name}" is missing`);
    return new Node(this.value[name], this.where ? `${this.where}.${name}` : name);
  }

  /** A field, or null where it is absent or null. @param {string} name */
  maybe(name) {
    return (this.value?.[name] ?? null) === null ? null : this.field(name);
  }

  /** The items of a list of at least so many. */
  items(least = 0) {
    this.want(Array.isArray(this.value), "a list");
    const count = this.value.length;
    if (count < least) this.fail(`${count} of them, at least ${least} are wanted`);
    return this.value.map((/** @type {any} */ item, /** @type {number} */ i) => new Node(item, `${this.where}[${i}]`));
  }

  /** @returns {string} */
  text() {
    return this.want(typeof this.value === "string", "a text");
  }

  /** @returns {number} */
  whole(least = 0) {
    return this.want(Number.isInteger(this.value) && this.value >= least, `a whole number from ${least} on`);
  }

  /** @param {string[]} names */
  oneOf(names) {
    this.want(names.includes(this.value), `one of ${names.join(", ")}`);
  }

  /** An identifier that can be part of a file's name. */
  name() {
    this.want(/^[\w.-]*[a-z0-9][\w.-]*$/i.test(this.text()), "a name of letters, digits, _, - and .");
  }

  /** The name of a file inside the bundle. */
  file() {
    const value = this.text();
    const leaves = value.startsWith("/") || value.split("/").includes("..") || /[\\:]/.test(value);
    this.want(value !== "" && !leaves, "the name of a file in the bundle");
  }
}

/**
 * @param {any} manifest parsed
 * @throws {Error} with field and value, where something is missing or broken
 */
export function checkManifest(manifest) {
  const root = new Node(manifest);
  const version = root.field("version");
  if (version.value !== VERSION) {
    version.fail(`${shown(version.value)} is unknown, this Diptych reads version ${VERSION}`);
  }
  const task = root.field("task");
  const classes = root.field("classes").items(1);
  noDuplicates(classes, "id");
  const instances = root.field("instances");
  instances.field("count").whole();
  if (instances.maybe("file") || instances.maybe("columns")) {
    for (const column of instances.field("columns").items()) column.text();
  }
  const models = root.field("models").items(2);
  noDuplicates(models, "id");
  task.field("name").text();
  task.field("description").text();
  task.field("kind").oneOf(KINDS);
  for (const each of classes) each.field("title").text();
  models.forEach(checkModel);
}

/** @param {Node} model */
function checkModel(model) {
  model.field("id").name();
  const layers = model.field("layers").items();
  noDuplicates(layers, "name");
  model.field("name").text();
  model.field("architecture").text();
  model.field("parameters").whole();
  model.field("probabilities").file();
  layers.forEach(checkLayer);
}

/** @param {Node} layer */
function checkLayer(layer) {
  const shape = layer.field("shape").items(1).map((/** @type {Node} */ size) => size.whole(1));
  const units = layer.field("units").whole(1);
  if (shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b) !== units) {
    layer.field("units").fail(`${units.toLocaleString("en")} is not ${shape.join(" × ")}, the layer's shape`);
  }
  layer.field("name").name();
  layer.field("title").text();
  layer.field("kind").text();
  const weights = layer.maybe("weights");
  if (weights) checkWeights(weights);
  const files = layer.field("activations");
  for (const name of ["neurons", "instances", "bounds"]) files.field(name).file();
}

/** @param {Node} weights */
function checkWeights(weights) {
  const shape = weights.field("shape");
  const sizes = shape.items(2).map((/** @type {Node} */ size) => size.whole(1));
  if (sizes.length !== 2) shape.fail(`[${sizes.join(", ")}] is not [rows, columns]`);
  weights.field("file").file();
}

/** @param {Node[]} nodes @param {string} field */
function noDuplicates(nodes, field) {
  const seen = new Map();
  for (const node of nodes) {
    const own = node.field(field);
    const name = own.text();
    if (seen.has(name)) own.fail(`${shown(name)} is taken by ${seen.get(name)}`);
    seen.set(name, node.where);
  }
}
