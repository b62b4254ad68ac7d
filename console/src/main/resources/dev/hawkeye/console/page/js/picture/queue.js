import { Pace } from './pace.js';
import { sized } from './size.js';

/** Browsers open six connections to a server; the live updates and the API need theirs. */
const MOST_IN_FLIGHT = 4;

/**
 * @typedef {object} Viewer who wants to see one camera
 * @property {() => number} pixels width that the picture will fill; 0: nothing to load, it is out of sight
 * @property {(detection: any, bitmap: ImageBitmap | null | undefined) => void} show called with each picture and what is in
 *     it; null: the picture was not available; undefined: it is the one that was shown last
 */

/**
 * Loads pictures for all viewers at one pace. The viewer that has waited longest is next, and gets the newest picture
 * of its camera: pictures in between are never loaded, nor is one that is shown already, as that of unchanged frames. At most one picture per viewer is in flight, none while no one
 * is watching.
 */
export class PictureQueue {
  /** @type {Set<Place>} */
  #places = new Set();
  #api;
  #pace = new Pace();
  #inFlight = 0;
  #timer = 0;

  /** @param {import('../core/api.js').Api} api */
  constructor(api) {
    this.#api = api;
    document.addEventListener('visibilitychange', () => this.#next());
  }

  /**
   * @param {Viewer} viewer
   * @param {AbortSignal} signal ends it
   * @returns {{offer: (detection: any) => void, look: () => void}} offer: there is a newer picture; look: the viewer
   *     came into sight
   */
  join(viewer, signal) {
    const place = { viewer, newest: null, shown: '', busy: false, served: 0, signal };
    this.#places.add(place);
    signal.addEventListener('abort', () => this.#places.delete(place));
    return {
      offer: (detection) => {
        if (detection.picture === null) {
          viewer.show(detection, null);
          return;
        }
        place.newest = detection;
        this.#repeat(place);
        this.#next();
      },
      look: () => this.#next(),
    };
  }

  /** Shows what is new about the picture that is there. @param {Place} place */
  #repeat(place) {
    const detection = place.newest;
    if (detection && !place.busy && place.shown === address(place, detection)) {
      place.newest = null;
      place.viewer.show(detection, undefined);
    }
  }

  #next() {
    if (this.#timer || document.hidden) {
      return;
    }
    while (this.#inFlight < MOST_IN_FLIGHT) {
      const place = this.#longestWaiting();
      if (!place) {
        return;
      }
      const pause = this.#pace.take();
      if (pause > 0) {
        this.#wait(pause);
        return;
      }
      this.#load(place);
    }
  }

  /** @param {number} pause milliseconds */
  #wait(pause) {
    const due = performance.now() + pause;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#pace.late(performance.now() - due);
      this.#next();
    }, pause);
  }

  #longestWaiting() {
    /** @type {Place | null} */
    let longest = null;
    for (const place of this.#places) {
      const waits = place.newest && !place.busy && place.viewer.pixels() > 0;
      if (waits && (!longest || place.served < longest.served)) {
        longest = place;
      }
    }
    return longest;
  }

  /** @param {Place} place */
  async #load(place) {
    const detection = place.newest;
    const started = performance.now();
    place.newest = null;
    place.busy = true;
    place.served = started;
    this.#inFlight++;
    /** @type {ImageBitmap | null} */
    let bitmap = null;
    try {
      const wanted = address(place, detection);
      bitmap = await createImageBitmap(await this.#api.blob(wanted, { signal: place.signal, cache: 'no-store' }));
      place.shown = wanted;
      this.#pace.loaded(performance.now() - started);
    } catch {
      // Gone already, broken or unreachable: the next one may fare better.
    }
    this.#inFlight--;
    place.busy = false;
    if (place.signal.aborted) {
      bitmap?.close();
    } else {
      place.viewer.show(detection, bitmap);
      this.#repeat(place);
    }
    this.#next();
  }
}

/** @param {Place} place @param {any} detection @returns {string} of the picture in the size that the viewer needs */
const address = ({ viewer }, detection) => sized(detection.picture, viewer.pixels(), detection.width);

/** @typedef {{viewer: Viewer, newest: any, shown: string, busy: boolean, served: number, signal: AbortSignal}} Place */
