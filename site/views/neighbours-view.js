// Probe's panel of neighbours: which recorded inputs a network finds like this one, and what its neurons say.

import { html } from "../vendor/lit.js";
import { measured } from "../charts/format.js";
import { ofClass } from "../state/neighbours-find.js";
import { compareLink } from "../state/neighbours-links.js";
import { layerOf, layersOf, modelOf, NEAR, questionOf } from "../state/neighbours.js";
import { icons } from "./icons.js";
import { inputs } from "./neighbours-inputs.js";
import { histogram, readings, standing } from "./neighbours-neurons.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/neighbours.js").NeighboursState} NeighboursState */
/** @typedef {import("../state/neighbours.js").Answered} Answered */
/** @typedef {import("../state/neighbours-hosts.js").Asked} Asked */
/** @typedef {import("../state/neighbours-recorded.js").Recording} Recording */

/** @extends {StoreView<NeighboursState>} */
class NeighboursView extends StoreView {
  static properties = { ...StoreView.properties, host: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../state/neighbours-hosts.js").Host} */
    this.host = /** @type {any} */ (undefined);
    this.leaveHost = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.leaveHost = this.host.store.subscribe(() => this.state.open && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leaveHost();
  }

  render() {
    const { open } = this.state;
    const { kind } = this.host;
    return html`
      <section class="neighbours" data-testid="neighbours" aria-label="Neighbours">
        <header>
          <h2>
            <button
              class="plain"
              data-testid="neighbours-toggle"
              aria-expanded=${open}
              @click=${() => this.tell("panelToggled")}
            >
              <i class="turn" aria-hidden="true"></i>Neighbours
            </button>
          </h2>
          <p class="muted">
            Recorded ${kind}s that each network finds like yours, and the neurons that your edit moves
          </p>
        </header>
        ${open ? this.content() : null}
      </section>
    `;
  }

  content() {
    const { error, recording } = this.state;
    if (error) {
      return html`<p class="failed">
        ${error} <button @click=${() => this.tell("retried")}>Try again</button>
      </p>`;
    }
    return html`<div class="columns">
      ${this.host.networks().map(
        (asked, i) => html`<section
          class="column"
          data-network=${asked.id}
          aria-label="Neighbours by ${asked.name}"
          style=${`--network: var(--network-${i + 1})`}
          aria-busy=${questionOf(this.state, asked) !== this.state.found[asked.id]?.key}
        >
          <header>
            <h3>${asked.name}</h3>
            ${recording ? this.layer(asked) : null}
          </header>
          ${this.column(asked)}
        </section>`,
      )}
    </div>`;
  }

  /** Which layer is looked at. @param {Asked} asked */
  layer(asked) {
    const model = modelOf(this.state, asked);
    const now = model && layerOf(this.state, model, asked);
    if (!model || !now) return null;
    const all = layersOf(model, asked);
    const title = (/** @type {any} */ { title, units }) => `${title} (${units} neurons)`;
    return html`<label class="muted"
      >by
      <select
        aria-label="Layer of ${asked.name}"
        data-testid="neighbours-layer-${asked.id}"
        @change=${(/** @type {any} */ e) => this.chooseLayer(asked.id, e.target.value)}
      >
        ${all.map((each) => option(each.name, title(each), each === now))}
      </select></label
    >`;
  }

  /** @param {string} network @param {string} layer */
  chooseLayer(network, layer) {
    this.tell("layerChosen", { network, layer });
  }

  /** @param {Asked} asked */
  column(asked) {
    const { recording, loading, found } = this.state;
    const answered = found[asked.id];
    const note = (/** @type {string} */ text) => html`<p class="muted waiting">${text}</p>`;
    if (recording && !asked.original) return note(`${asked.name} has not answered yet.`);
    if (!recording || (!answered && modelOf(this.state, asked))) {
      const percent = loading >= 0 ? ` ${Math.round(100 * loading)} %` : "";
      return note(`Reading the recorded ${this.host.kind}s …${percent}`);
    }
    if (!modelOf(this.state, asked)) {
      return note(`With this preprocessing ${asked.name} is not recorded: choose another.`);
    }
    return html`${this.alike(recording, asked, answered)} ${this.neurons(asked, answered)}
    ${answered.chosen ? this.neuron(recording, asked, answered) : null}
    ${this.ofClass(recording, asked, answered)}`;
  }

  /** @param {Recording} recording @param {Asked} asked @param {Answered} answered */
  alike(recording, asked, { model, edited, original, modified }) {
    const { kind } = this.host;
    const row = (
      /** @type {string} */ title,
      /** @type {import("../state/neighbours-find.js").Neighbour[]} */ near,
      /** @type {"new" | "gone"} */ badge,
    ) => {
      const changed = near.filter((each) => each.changed).length;
      const shown = near.map(({ index, similarity, changed }) => ({
        index,
        value: similarity.toFixed(2).replace("-", "−"),
        badge: changed ? badge : /** @type {const} */ (""),
      }));
      const own = near === original ? "itself" : "original";
      const of = title.toLowerCase();
      const label = `Nearest to the ${of} by ${asked.name}`;
      const options = { itself: this.host.itself(recording), own, label };
      return html`<div class="nearest" data-of=${of}>
        <p><b>${title}</b>${changed ? html` <span class="muted">${changed} ${badge}</span>` : null}</p>
        ${inputs(recording, this.state.said[model], shown, options)}
      </div>`;
    };
    return html`<div class="alike">
      <h4 title="Cosine similarity of the layer's activations, each neuron in its own standard deviations">
        Most alike <span class="muted">cosine similarity, 1 is the same</span>
      </h4>
      ${row("Original", original, "gone")}
      ${edited
        ? row("Modified", modified, "new")
        : html`<p class="muted waiting">Edit the ${kind} to see its neighbours change.</p>`}
    </div>`;
  }

  /** @param {Asked} asked @param {Answered} answered */
  neurons(asked, { edited, neurons, chosen }) {
    return html`<div class="neurons">
      <h4>
        ${edited ? "Neurons that answer most differently" : "Neurons that stand out"}
        <span class="muted legend">
          <i class="pin before"></i> original ${edited ? html`<i class="pin after"></i> modified` : null}
        </span>
      </h4>
      <ul>
        ${neurons.map(
          (neuron) => html`<li>
            <button
              data-unit=${neuron.unit}
              data-shift=${neuron.shift}
              aria-pressed=${chosen?.unit === neuron.unit}
              title=${standing(neuron, this.host.kind)}
              @click=${() => this.tell("unitChosen", { network: asked.id, unit: neuron.unit })}
            >
              <span class="name">Neuron ${neuron.unit}</span>
              ${histogram(neuron, { edited })} ${readings(neuron, { edited })}
            </button>
          </li>`,
        )}
      </ul>
      ${neurons.length ? null : html`<p class="muted waiting">No neuron of this layer was moved.</p>`}
    </div>`;
  }

  /** The neuron chosen. @param {Recording} recording @param {Asked} asked @param {Answered} answered */
  neuron(recording, asked, { model, layer, edited, chosen }) {
    const { unit, alike, after, ...rest } = /** @type {NonNullable<Answered["chosen"]>} */ (chosen);
    const { kind } = this.host;
    const neuron = { unit, after, ...rest };
    const selection = { neuron: { model, layer, index: unit, range: null } };
    const link = compareLink(recording, { model, layer, selection });
    const shown = alike.map(({ index, activation }) => ({ index, value: measured(activation) }));
    return html`<div class="neuron" data-testid="neighbours-neuron-${asked.id}">
      <h4>
        Neuron ${unit}
        <button
          class="icon"
          aria-label="Let neuron ${unit} go"
          title="Let the neuron go"
          @click=${() => this.tell("unitChosen", { network: asked.id, unit })}
        >
          ${icons.close}
        </button>
      </h4>
      ${histogram(neuron, { edited })} ${readings(neuron, { edited })}
      <p>
        ${edited ? "The modified" : "This"} ${kind} activates it by <b>${measured(after)}</b>,
        ${standing(neuron, kind)}. These activate it about as much:
      </p>
      ${inputs(recording, this.state.said[model], shown, {
        itself: this.host.itself(recording),
        label: `Recorded ${kind}s that activate neuron ${unit} about as much`,
      })}
      <p class="links"><a href=${link}>Neuron ${unit} in Compare</a></p>
    </div>`;
  }

  /** The class chosen in the tables, else the one said.
   * @param {Recording} recording @param {Asked} asked @param {Answered} answered */
  ofClass(recording, asked, { model, order }) {
    const classIndex = this.host.classOf(asked.id);
    const said = this.state.said[model];
    if (classIndex < 0 || !said) return null;
    const { kind } = this.host;
    const name = recording.classes[classIndex];
    const found = ofClass({ order, said: said.said, truth: recording.truth, classIndex });
    const link = (/** @type {any} */ selection) => compareLink(recording, { model, selection });
    return html`<div
      class="of-class"
      data-testid="neighbours-class-${asked.id}"
      data-class-index=${classIndex}
    >
      <h4>“${name}” <span class="muted">nearest first</span></h4>
      <p>
        ${asked.name} says it of ${found.said} of ${recording.ids.length} recorded ${kind}s; it is true of
        ${found.truth}.
      </p>
      ${inputs(
        recording,
        said,
        found.places.slice(0, NEAR).map((index) => ({ index })),
        { itself: this.host.itself(recording), label: `Recorded ${kind}s of the class ${name}` },
      )}
      <p class="links">
        ${found.said
          ? html`<a href=${link({ predicted: { [model]: [classIndex] } })}>
              Those that ${asked.name} says it of, in Compare
            </a>`
          : null}
        ${found.truth
          ? html`<a href=${link({ truth: [classIndex] })}>Those it is true of, in Compare</a>`
          : null}
      </p>
    </div>`;
  }
}

customElements.define("diptych-neighbours", NeighboursView);
