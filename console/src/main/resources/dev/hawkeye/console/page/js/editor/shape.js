import { Emitter } from '../core/emitter.js';

/** A thousandth of the picture: finer than anybody can click, and short in the settings. */
const PLACES = 1000;
/** @type {Record<Kind, number>} points that each needs at least */
export const LEAST = { zone: 3, line: 2, mask: 3 };
/** @typedef {'zone' | 'line' | 'mask'} Kind */

/** What is being drawn: its points, of which one is selected. Sends `change` after each change. */
export class Shape extends Emitter {
  kind = /** @type {Kind} */ ('zone');
  /** @type {[number, number][]} x and y, 0 to 1 */
  points = [];
  /** Index of the selected point; -1 without points. */
  selected = -1;

  /** @returns {boolean} whether it has as many points as it needs */
  get isWhole() {
    return this.points.length >= LEAST[this.kind];
  }

  /** @param {Kind} kind @param {[number, number][]} [points] */
  begin(kind, points = []) {
    this.kind = kind;
    this.points = points;
    this.selected = points.length - 1;
    this.emit('change');
  }

  /** Puts a point after the selected one, and selects it. @param {number} x @param {number} y */
  add(x, y) {
    this.selected++;
    this.points.splice(this.selected, 0, [rounded(x), rounded(y)]);
    this.emit('change');
  }

  /** Adds one without a pointer: beside the selected point, or in the middle. */
  addBeside() {
    const [x, y] = this.points[this.selected] ?? [0.4, 0.5];
    this.add(x > 0.85 ? x - 0.1 : x + 0.1, y);
  }

  /** Moves the selected point. @param {number} x @param {number} y */
  move(x, y) {
    this.points[this.selected] = [rounded(x), rounded(y)];
    this.emit('change');
  }

  /** Moves the selected point by so much. @param {number} dx @param {number} dy */
  nudge(dx, dy) {
    const [x, y] = this.points[this.selected];
    this.move(x + dx, y + dy);
  }

  /** @param {number} index */
  select(index) {
    this.selected = index;
    this.emit('change');
  }

  /** Removes the selected point, and selects the one before it. */
  remove() {
    if (this.points.length) {
      this.points.splice(this.selected, 1);
      this.selected = Math.min(Math.max(0, this.selected - 1), this.points.length - 1);
      this.emit('change');
    }
  }
}

/** @param {number} share @returns {number} within the picture */
const rounded = (share) => Math.round(Math.max(0, Math.min(1, share)) * PLACES) / PLACES;
