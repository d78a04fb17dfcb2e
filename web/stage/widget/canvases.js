// The canvases of a widget: they are handed to Python's worker, which can be done only once with each,
// and their sizes are told whenever they change. While nothing is drawn on them yet, the style sheet
// shows the structures that the build has put beside them, and no number that is not there.
import { magnified } from "../page/present.js";
/** @import { PictureSizes } from "../types.d.ts" */

const SHARPEST = 3; // device pixels for each of ours; more cannot be told apart and cost time

export class Canvases {
  #root;
  #watched;

  /**
   * @param {HTMLElement} root
   * @param {(sizes: PictureSizes) => void} tell hears of new sizes
   */
  constructor(root, tell) {
    this.#root = root;
    this.#watched = new ResizeObserver(() => tell(this.measure()));
    for (const canvas of this.#all) this.#watched.observe(canvas);
  }

  close() {
    this.#watched.disconnect();
  }

  /** @returns {HTMLCanvasElement[]} */
  get #all() {
    const found = this.#root.querySelectorAll("canvas[data-part]");
    return [...found].map((e) => /** @type {HTMLCanvasElement} */ (e));
  }

  /** Width, height and device pixels for each of ours, by the parts. @returns {PictureSizes} */
  measure() {
    const ratio = Math.min(devicePixelRatio, SHARPEST);
    const scale = magnified(this.#root);
    const measured = this.#all.map((canvas) => {
      const { width, height } = canvas.getBoundingClientRect();
      return [canvas.dataset.part, [width / scale, height / scale, ratio * scale]];
    });
    return Object.fromEntries(measured);
  }

  /** Python has drawn: what stood in for its pictures goes. */
  drawn() {
    this.#root.dataset.drawn = "";
  }

  /** New canvases in the places of those that were handed over before, to be handed over. */
  renew() {
    /** @type {Record<string, OffscreenCanvas>} */
    const renewed = {};
    delete this.#root.dataset.drawn;
    for (const used of this.#all) {
      const canvas = /** @type {HTMLCanvasElement} */ (used.cloneNode());
      used.replaceWith(canvas);
      renewed[canvas.dataset.part ?? ""] = canvas.transferControlToOffscreen();
      this.#watched.unobserve(used);
      this.#watched.observe(canvas);
    }
    return renewed;
  }
}
