import { inTurn } from '../core/pool.js';
import { minuteTime } from '../core/format.js';
import { epochOf, localMinute } from '../core/zone.js';

const HOUR = 3_600_000;
/** Windows that began longer ago are final. */
const OPEN_MILLIS = 5 * 60_000;
/** The live windows are added to what was read; before there are too many of them, it is read again. */
const AGAIN_MILLIS = 20 * 60_000;
/** After this, what could not be read is read again. */
const RETRY_MILLIS = 15_000;

/**
 * What the zones and lines of one camera have counted since midnight in the site's time zone, or for as long as counts
 * are kept, if that is shorter: final windows as the aggregators have them, and the newest as they arrive. Every crossing
 * and every visit is in exactly one window, so that sums are exact. Windows that overlap are counted one after the other,
 * without those in between.
 */
export class Totals {
  #app;
  #camera;
  #signal;
  #changed;
  /** @type {any[]} up to the first of the newest windows */
  #read = [];
  /** @type {Map<number, {start: number, end: number, classes: any[]}>} the newest windows by start */
  #newest = new Map();
  #from = 0;
  #cut = Infinity;
  #busy = false;
  #asked = 0;
  /** What has come while others are being read. @type {any[]} */
  #arrived = [];
  /** Whether all of them could be read. */
  #complete = false;
  /** @type {string | null} why they could not be read */
  #problem = null;

  /** @param {import('../main.js').App} app @param {string} camera @param {AbortSignal} signal @param {() => void} changed */
  constructor(app, camera, signal, changed) {
    this.#app = app;
    this.#camera = camera;
    this.#signal = signal;
    this.#changed = changed;
    this.#load();
    app.store.on('refresh', () => this.#load(), signal);
    app.store.on('count', (count) => count.camera === camera && this.#take(count), signal);
  }

  /** @returns {string} such as: since 00:00, and what is missing; empty until they have been read */
  get since() {
    const since = this.#from ? `since ${minuteTime(this.#from)}` : '';
    if (this.#problem) {
      return [since, `the counts cannot be read: ${this.#problem}`].filter(Boolean).join('; ');
    }
    return !since || this.#complete ? since : `${since}; an aggregator could not be reached: older counts are missing`;
  }

  /** Reads what could not be read, when that is due. */
  catchUp() {
    if (!this.#complete && performance.now() - this.#asked > RETRY_MILLIS) {
      this.#load();
    }
  }

  /** @param {string} line @param {string} direction @returns {number} objects that crossed it */
  crossed(line, direction) {
    return this.#sum('lines', (one) => one.line === line && one.direction === direction, ({ crossed }) => crossed);
  }

  /** @param {string} zone @returns {{entered: number, exited: number, dwellMillis: number}} */
  visits(zone) {
    const sum = (value) => this.#sum('zones', (one) => one.zone === zone, value);
    return {
      entered: sum(({ entered }) => entered),
      exited: sum(({ exited }) => exited),
      dwellMillis: sum(({ dwellMillis }) => dwellMillis),
    };
  }

  #sum(kind, fits, value) {
    let sum = 0;
    for (const { classes } of this.#windows()) {
      for (const count of classes) {
        for (const one of count[kind] ?? []) {
          sum += fits(one) ? value(one) : 0;
        }
      }
    }
    return sum;
  }

  #windows() {
    let end = this.#cut;
    const following = [...this.#newest.values()]
      .sort((a, b) => a.start - b.start)
      .filter((window) => {
        const follows = window.start >= end;
        end = follows ? window.end : end;
        return follows;
      });
    return [...this.#read, ...following];
  }

  async #load() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#arrived = [];
    this.#asked = performance.now();
    try {
      const { history, window } = this.#app.store.site;
      const now = Math.ceil(this.#app.clock.now());
      const from = Math.max(midnightBefore(now), now - Math.max(history, OPEN_MILLIS));
      const cut = Math.max(from, Math.floor((now - OPEN_MILLIS) / window) * window);
      const read = await this.#ask(from, cut, HOUR);
      const newest = await this.#ask(cut, now, 0);
      this.#from = from;
      this.#cut = cut;
      this.#read = read.windows;
      this.#newest = new Map(newest.windows.map((each) => [each.start, each]));
      this.#complete = read.complete && newest.complete;
      this.#problem = null;
      this.#changed();
    } catch (error) {
      this.#complete = false;
      this.#problem = /** @type {Error} */ (error).message;
      this.#changed();
    } finally {
      this.#busy = false;
    }
    const arrived = this.#arrived;
    this.#arrived = [];
    arrived.forEach((count) => this.#take(count));
  }

  /** @param {number} from @param {number} to @param {number} step */
  async #ask(from, to, step) {
    const query = new URLSearchParams({
      camera: this.#camera,
      from: String(from),
      to: String(to),
      step: String(step),
    });
    return inTurn(() => this.#app.api.json(`/api/counts?${query}`, { signal: this.#signal }));
  }

  /** @param {any} count */
  #take(count) {
    const now = this.#app.clock.now();
    const isOld = now - this.#cut > AGAIN_MILLIS || this.#from < midnightBefore(now);
    if (isOld && performance.now() - this.#asked > RETRY_MILLIS) {
      this.#load();
    }
    if (this.#busy) {
      this.#arrived.push(count); // It may not be among those that are being read.
    }
    if (count.windowStart >= this.#cut) {
      const before = this.#newest.get(count.windowStart)?.classes ?? [];
      const classes = [...before.filter(({ className }) => className !== count.className), count];
      this.#newest.set(count.windowStart, { start: count.windowStart, end: count.windowEnd, classes });
      this.#changed();
    }
  }
}

/** @param {number} now @returns {number} the last midnight in the site's time zone, epoch milliseconds */
function midnightBefore(now) {
  return epochOf(`${localMinute(now).slice(0, 10)}T00:00`) ?? 0;
}
