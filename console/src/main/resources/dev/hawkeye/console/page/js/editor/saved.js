import { ruleKeys } from './rules.js';

/** @typedef {{kind: import('./shape.js').Kind, index: number, name: string, points: [number, number][], keys: any}} SavedShape */

/** @type {import('./shape.js').Kind[]} */
const KINDS = ['zone', 'line', 'mask'];

/** The zones, lines and masks of a camera in the settings of the site. For administrators. */
export class Saved {
  /** @type {SavedShape[]} */
  shapes = [];
  #admin;
  #id;
  #settings = /** @type {any} */ (null);

  /** @param {import('../core/admin.js').Admin} admin @param {string} id of the camera */
  constructor(admin, id) {
    this.#admin = admin;
    this.#id = id;
  }

  /** Reads them. @throws {Error} for people, when there are none to be changed */
  async read() {
    this.#settings = await this.#admin.get('/api/admin/settings');
    if (!this.#settings.cameras[this.#id]) {
      throw new Error(`Camera ${this.#id} is not among the cameras of the settings: add it under Manage.`);
    }
    this.shapes = KINDS.flatMap((kind) =>
      this.#list(kind).map((keys, index) => ({
        kind,
        index,
        name: keys.name ?? `${kind} ${index + 1}`,
        points: keys.points.map(([x, y]) => [Number(x), Number(y)]),
        keys,
      })),
    );
  }

  /**
   * Saves a shape: a new one after the others, or in the place of one of them, whose other keys stay.
   *
   * @param {SavedShape | null} place
   * @param {import('./shape.js').Shape} shape
   * @param {import('./form.js').Words} words
   * @returns {Promise<number>} the new revision
   */
  save(place, shape, words) {
    const list = [...this.#list(shape.kind)];
    list.splice(place ? place.index : list.length, place ? 1 : 0, { ...without(place?.keys), ...entry(shape, words) });
    return this.#write(shape.kind, list);
  }

  /** @param {SavedShape} shape as it was read before @returns {SavedShape | null} the same one; null if it was changed or removed */
  like({ kind, keys }) {
    const text = JSON.stringify(keys);
    return this.shapes.find((each) => each.kind === kind && JSON.stringify(each.keys) === text) ?? null;
  }

  /** @param {SavedShape} place @returns {Promise<number>} the new revision */
  remove({ kind, index }) {
    return this.#write(kind, this.#list(kind).filter((keys, i) => i !== index));
  }

  /** A list of its own replaces that of the defaults, so it begins with theirs. @param {string} kind @returns {any[]} */
  #list(kind) {
    const { cameras, defaults } = this.#settings;
    return cameras[this.#id][`${kind}s`] ?? defaults[`${kind}s`] ?? [];
  }

  /** @param {string} kind @param {any[]} list */
  async #write(kind, list) {
    const value = { ...this.#settings.cameras[this.#id], [`${kind}s`]: list };
    const { revision } = await this.#admin.change(this.#settings, [{ key: `camera/${this.#id}`, value }], ['camera-defaults']);
    await this.read();
    return revision;
  }
}

/** What the form does not ask for. @param {any} keys of a shape */
function without(keys) {
  const { name, points, directions, classes, inertia, loiter, occupancy, ...others } = keys ?? {};
  return others;
}

/** @param {import('./shape.js').Shape} shape @param {import('./form.js').Words} words */
function entry({ kind, points }, { name, classes, directions, rules }) {
  return {
    ...(kind !== 'mask' && { name }),
    points,
    ...(kind === 'line' && directions.join() !== 'in,out' && { directions }),
    ...(kind !== 'mask' && classes.length && { classes }),
    ...(kind === 'zone' && ruleKeys(rules)),
  };
}
