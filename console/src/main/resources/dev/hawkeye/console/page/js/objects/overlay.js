import { drawScene } from '../scene/draw.js';
import { drawTrails } from './trails.js';
import { named } from './named.js';

/** On the wall nothing is counted beside a line, and its arrows would hide more than they tell. */
const NAMES_ONLY = { zone: () => '', direction: () => null };
const DIRECTIONS_TOO = { zone: () => '', direction: () => '' };

/** What is drawn over the pictures of one camera: its zones and lines, where its objects came from, and their numbers. */
export class Overlay {
  #store;
  #camera;
  /** What is added to the names of zones and directions. @type {Parameters<typeof drawScene>[4]} */
  figures = NAMES_ONLY;
  /** Also drawn: what somebody is drawing. @type {Parameters<typeof drawScene>[1] | null} */
  draft = null;
  #at = 0;
  /** Those that the picture shows: where others would be by now is a guess. @type {any[]} */
  #tracks = [];

  /** @param {import('../core/store.js').Store} store @param {string} camera */
  constructor(store, camera) {
    this.#store = store;
    this.#camera = camera;
  }

  /** @param {any} detection of the picture that is shown now @returns {any} the same, with the objects that are known */
  name(detection) {
    this.#at = detection.captureTime;
    const objects = named(detection, this.#store.tracks.of(this.#camera, this.#at));
    this.#tracks = objects.flatMap(({ track }) => track ?? []);
    return { ...detection, objects };
  }

  /** @type {Parameters<import('../picture/stage.js').Stage['under']>[0]} */
  draw = (context, area, unit) => {
    drawScene(context, this.#store.scenes.of(this.#camera), area, unit, this.figures);
    drawTrails(context, this.#tracks, this.#at, area, unit);
    if (this.draft) {
      drawScene(context, this.draft, area, unit, DIRECTIONS_TOO);
    }
  };
}
