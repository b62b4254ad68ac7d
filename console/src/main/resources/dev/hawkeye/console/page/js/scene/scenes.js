const NOTHING = { zones: [], lines: [], masks: [] };

/** The zones, lines and masks of all cameras, as they are configured. */
export class Scenes {
  #all = { others: NOTHING, cameras: /** @type {Record<string, any>} */ ({}) };

  /** @param {any} answer of /api/scenes */
  know(answer) {
    this.#all = answer;
  }

  /** @param {string} camera @returns {{zones: any[], lines: any[], masks: any[]}} */
  of(camera) {
    return Object.hasOwn(this.#all.cameras, camera) ? this.#all.cameras[camera] : this.#all.others;
  }
}

/** @param {{zones: any[], lines: any[]}} scene @returns {boolean} whether anything is counted there */
export const counts = ({ zones, lines }) => zones.length + lines.length > 0;
