// Where a picture comes from: the gallery, a file, the clipboard or the camera.

import { html, live } from "../vendor/lit.js";
import { ownSource, photoSource } from "../state/source.js";
import { columnsOf, reachedBy } from "./gallery-keys.js";
import { icons } from "./icons.js";
import { inputSwitch } from "./input-switch.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @extends {StoreView<ProbeState>} */
class GalleryView extends StoreView {
  constructor() {
    super();
    /** The photograph that the keys reached last. */
    this.current = "";
  }

  /** @param {Event} event */
  upload(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (!file) return;
    this.tell("pictureChosen", { source: ownSource(file, file.name) });
    input.value = "";
  }

  async photograph() {
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    const video = /** @type {HTMLVideoElement} */ (this.querySelector("video"));
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      await video.play();
      dialog.showModal();
    } catch (error) {
      const { name } = /** @type {Error} */ (error);
      const why = name === "NotAllowedError" ? "the browser was not allowed to use it" : "none was found";
      this.tell("told", { kind: "error", text: `The camera can't be used: ${why}. Choose a file instead.` });
    }
  }

  async shoot() {
    const video = /** @type {HTMLVideoElement} */ (this.querySelector("video"));
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d")?.drawImage(video, 0, 0);
    const blob = await canvas.convertToBlob();
    this.tell("pictureChosen", { source: ownSource(blob, "The camera's picture") });
    this.querySelector("dialog")?.close();
  }

  endCamera() {
    const video = /** @type {HTMLVideoElement} */ (this.querySelector("video"));
    const stream = /** @type {MediaStream | null} */ (video.srcObject);
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-photo]")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = reachedBy(event.key, at, buttons.length, columnsOf(buttons));
    if (to === null) return;
    event.preventDefault();
    buttons[to].focus();
  }

  /** @param {string} photo */
  reach(photo) {
    this.current = photo;
    this.requestUpdate();
  }

  render() {
    const { gallery, source, wanted } = this.state;
    const shown = wanted?.source.photo ?? source?.photo;
    const stop = [this.current, shown].find((id) => gallery.some((photo) => photo.id === id)) ?? gallery[0]?.id;
    return html`
      <aside class="sources" aria-label="Pictures">
        ${inputSwitch("photograph")}
        <div class="own">
          <label class="button" tabindex="-1">
            ${icons.upload} Open a file
            <input
              class="visually-hidden"
              type="file"
              accept="image/*"
              data-testid="upload"
              .value=${live("")}
              @change=${this.upload}
            />
          </label>
          <button class="icon" title="Use the camera" aria-label="Use the camera" @click=${this.photograph}>
            ${icons.camera}
          </button>
        </div>
        <p class="hint muted">or drop or paste a picture anywhere</p>
        <ul class="gallery" data-testid="gallery" role="toolbar" aria-label="Gallery" @keydown=${this.onKey}>
          ${gallery.map(
            (photo) => html`<li role="none">
              <button
                title=${photo.title}
                data-photo=${photo.id}
                tabindex=${photo.id === stop ? 0 : -1}
                aria-pressed=${shown === photo.id}
                @focus=${() => this.reach(photo.id)}
                @click=${() => this.tell("pictureChosen", { source: photoSource(photo) })}
              >
                <img src="gallery/${photo.thumbnail}" alt=${photo.title} loading="lazy" width="88" height="88" />
              </button>
            </li>`,
          )}
        </ul>
        <dialog class="camera" aria-label="Camera" @close=${this.endCamera}>
          <video muted playsinline></video>
          <div class="buttons">
            <button class="primary" @click=${this.shoot}>Take the picture</button>
            <button @click=${() => this.querySelector("dialog")?.close()}>Cancel</button>
          </div>
        </dialog>
      </aside>
    `;
  }
}

customElements.define("diptych-gallery", GalleryView);
