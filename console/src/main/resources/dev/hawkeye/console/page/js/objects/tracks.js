/** The tracker lets go of an object sooner than this; one whose end was missed is dropped then. */
const GONE_MILLIS = 5000;

/** The objects that are there now, of all cameras: the newest record of each. */
export class LiveTracks {
  /** @type {Map<string, Map<string, any>>} by camera and id */
  #byCamera = new Map();

  /** @param {any} track its newest record */
  take(track) {
    const its = this.#byCamera.get(track.camera) ?? new Map();
    this.#byCamera.set(track.camera, its);
    if (track.final) {
      its.delete(track.id);
    } else {
      its.set(track.id, track);
    }
  }

  /**
   * @param {string} camera
   * @param {number} at capture time of a picture, epoch milliseconds
   * @returns {any[]} the objects that it may show
   */
  of(camera, at) {
    const its = this.#byCamera.get(camera) ?? new Map();
    for (const [id, { lastSeen }] of its) {
      if (lastSeen < at - GONE_MILLIS) {
        its.delete(id);
      }
    }
    return [...its.values()].filter(({ firstSeen }) => firstSeen <= at);
  }

  /** @param {string} camera */
  forget(camera) {
    this.#byCamera.delete(camera);
  }
}
