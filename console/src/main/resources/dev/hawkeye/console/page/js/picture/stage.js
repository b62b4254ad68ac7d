import { h } from '../core/dom.js';
import { drawBoxes } from './boxes.js';
import { drawSoon } from './loop.js';

const MOST_PIXELS_PER_PIXEL = 2;

/**
 * @typedef {{x: number, y: number, width: number, height: number, scale: number}} Area where a picture lies on the canvas,
 *     and canvas pixels per picture pixel
 */

/**
 * A canvas that shows a picture together with its boxes: the two always change at once. It belongs to the element that
 * it is in, and keeps the last picture until the next one.
 */
export class Stage {
  #canvas = /** @type {HTMLCanvasElement} */ (h('canvas', { 'aria-hidden': 'true' }));
  #bitmap = /** @type {ImageBitmap | null} */ (null);
  #shown = /** @type {{width: number, height: number, objects: any[]} | null} */ (null);
  #draw = () => this.#paint();
  #under = /** @type {(context: CanvasRenderingContext2D, area: Area, unit: number) => void} */ (() => {});
  #size;
  #width = 0;
  #height = 0;

  constructor() {
    this.element = /** @type {HTMLElement} */ (h('div', { class: 'stage is-empty' }, this.#canvas));
    this.#size = new ResizeObserver(([{ contentRect }]) => {
      this.#width = contentRect.width;
      this.#height = contentRect.height;
      drawSoon(this.#draw);
    });
    this.#size.observe(this.element);
  }

  /** @returns {number} how many pixels wide a picture must be to look sharp here */
  get pixels() {
    return this.#width * unit();
  }

  /**
   * @param {ImageBitmap | undefined} bitmap owned by the stage from here on; undefined: the picture that is shown stays
   * @param {{width: number, height: number, objects: any[]}} detection what is in it, in pixels of width and height
   */
  show(bitmap, detection) {
    if (bitmap) {
      this.#bitmap?.close();
      this.#bitmap = bitmap;
    }
    this.#shown = detection;
    this.element.classList.remove('is-empty');
    drawSoon(this.#draw);
  }

  /**
   * @param {(context: CanvasRenderingContext2D, area: Area, unit: number) => void} draw draws what belongs between the
   *     picture and its boxes
   */
  under(draw) {
    this.#under = draw;
  }

  /** Draws once more, since what is under the boxes has changed. */
  again() {
    drawSoon(this.#draw);
  }

  /** @returns {{x: number, y: number, width: number, height: number}} where the picture lies in the element, CSS pixels */
  get area() {
    const { width, height } = this.#shown ?? { width: this.#width, height: this.#height };
    const { x, y, width: wide, height: high } = fitted(width, height, this.#width, this.#height);
    return { x, y, width: wide, height: high };
  }

  /** @param {{width: number, height: number, objects: any[]}} detection what is in the picture shown */
  mark(detection) {
    this.#shown = detection;
    drawSoon(this.#draw);
  }

  /** Shows nothing, until the next picture. */
  clear() {
    this.#bitmap?.close();
    this.#bitmap = null;
    this.#shown = null;
    this.element.classList.add('is-empty');
  }

  /** Releases the picture. */
  close() {
    this.#size.disconnect();
    this.clear();
  }

  #paint() {
    const width = Math.round(this.#width * unit());
    const height = Math.round(this.#height * unit());
    if (!this.#bitmap || !this.#shown || !width || !height) {
      return;
    }
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) {
      return;
    }
    const area = fitted(this.#shown.width, this.#shown.height, width, height);
    context.fillStyle = '#06080b';
    context.fillRect(0, 0, width, height);
    context.drawImage(this.#bitmap, area.x, area.y, area.width, area.height);
    this.#under(context, area, unit());
    drawBoxes(context, this.#shown.objects, area, unit());
  }
}

/**
 * As large as it fits, in the middle.
 *
 * @param {number} width of the picture
 * @param {number} height
 * @param {number} roomWidth
 * @param {number} roomHeight
 * @returns {Area}
 */
export function fitted(width, height, roomWidth, roomHeight) {
  const scale = Math.min(roomWidth / width, roomHeight / height);
  return {
    scale,
    width: width * scale,
    height: height * scale,
    x: (roomWidth - width * scale) / 2,
    y: (roomHeight - height * scale) / 2,
  };
}

/** @returns {number} canvas pixels per CSS pixel */
export function unit() {
  return Math.min(MOST_PIXELS_PER_PIXEL, window.devicePixelRatio || 1);
}
