// Sentences to begin with: those on which the networks disagree, and those where both are right or wrong.

import { html } from "../vendor/lit.js";
import { present } from "../state/sentence.js";
import { inputSwitch } from "./input-switch.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

const GROUPS = /** @type {const} */ ([
  { id: "disagree", title: "They disagree" },
  { id: "right", title: "Both right" },
  { id: "wrong", title: "Both wrong" },
]);

/** @extends {StoreView<SentenceState>} */
class SentenceExamplesView extends StoreView {
  render() {
    const { examples, labels } = this.state;
    const { original } = present(this.state);
    return html`
      <aside class="sources" aria-label="Sentences">
        ${inputSwitch("sentence")}
        <button class="fresh" data-testid="sentence-new" @click=${this.begin}>Write your own</button>
        <div class="examples" data-testid="sentence-examples">
          ${GROUPS.map(({ id, title }) => {
            const members = examples.filter(({ group }) => group === id);
            return members.length
              ? html`<section aria-label=${title}>
                  <h3>${title}</h3>
                  <ul>
                    ${members.map(
                      ({ id: example, text, truth }) => html`<li>
                        <button
                          data-example=${example}
                          aria-pressed=${text === original}
                          @click=${() => this.tell("sentenceChosen", { text })}
                        >
                          <span class="said">${text}</span>
                          <span class="people">people: ${labels[truth]}</span>
                        </button>
                      </li>`,
                    )}
                  </ul>
                </section>`
              : null;
          })}
        </div>
      </aside>
    `;
  }

  begin() {
    this.tell("sentenceChosen", { text: "" });
    /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="sentence"]'))?.focus();
  }
}

customElements.define("diptych-sentence-examples", SentenceExamplesView);
