import { h } from '../core/dom.js';
import { drawBoxes } from '../picture/boxes.js';
import { fitted, unit } from '../picture/stage.js';

/** Boxes are of the picture that is shown, or of one that was shown this long ago. */
const MOST_MILLIS = 1500;

/**
 * @typedef {object} Sight what was seen in a picture
 * @property {number} at ms from the begin of the clip
 * @property {number} width
 * @property {number} height
 * @property {any[]} objects
 */

/** A clip that plays, with the boxes of what was seen drawn over it, also while one scrubs through it. */
export class ClipPlayer {
  #video;
  #canvas = /** @type {HTMLCanvasElement} */ (h('canvas', { 'aria-hidden': 'true' }));
  #sights = /** @type {Sight[]} */ ([]);
  #size;

  /**
   * @param {string} source path of the clip
   * @param {string} text what it shows
   * @param {Promise<{sights: Sight[]}>} sights
   * @param {() => void} gone called when it cannot be played
   */
  constructor(source, text, sights, gone) {
    const draw = () => this.#draw();
    this.#video = /** @type {HTMLVideoElement} */ (
      h('video', {
        src: source,
        controls: true,
        playsinline: true,
        muted: true,
        preload: 'auto',
        'aria-label': text,
        'data-testid': 'event-clip',
        on: { seeking: draw, seeked: draw, timeupdate: draw, loadeddata: draw, error: gone },
      })
    );
    this.element = /** @type {HTMLElement} */ (h('div', { class: 'clip' }, this.#video, this.#canvas));
    this.#size = new ResizeObserver(draw);
    this.#size.observe(this.element);
    this.#follow();
    sights.then(
      (answer) => {
        this.#sights = answer.sights;
        draw();
      },
      () => {}, // It plays without boxes.
    );
  }

  close() {
    this.#size.disconnect();
    this.#video.pause();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  /** Draws with each picture that the browser shows, rather than four times a second. */
  #follow() {
    this.#video.requestVideoFrameCallback?.(() => {
      if (this.element.isConnected) {
        this.#draw();
      }
      this.#follow();
    });
  }

  #draw() {
    const width = Math.round(this.element.clientWidth * unit());
    const height = Math.round(this.element.clientHeight * unit());
    const context = this.#canvas.getContext('2d');
    if (!width || !height || !context) {
      return;
    }
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    context.clearRect(0, 0, width, height);
    const sight = this.#sight(this.#video.currentTime * 1000);
    this.element.dataset.boxes = String(sight?.objects.length ?? 0);
    if (sight) {
      drawBoxes(context, sight.objects, fitted(sight.width, sight.height, width, height), unit());
    }
  }

  /** @param {number} time ms @returns {Sight | undefined} */
  #sight(time) {
    // Browsers round the time of a picture down.
    const shown = this.#sights.findLast(({ at }) => at <= time + 1);
    return shown && time - shown.at <= MOST_MILLIS ? shown : undefined;
  }
}
