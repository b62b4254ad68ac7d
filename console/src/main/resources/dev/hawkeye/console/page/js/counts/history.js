import { inTurn } from '../core/pool.js';

const TAIL_MILLIS = 15_000;

/**
 * The windows of one camera over a range. They are read once; after that, early and final counts replace them as they
 * arrive, and the tail is read again now and then, since a window in which nothing was seen sends no counts.
 */
export class History {
  /** @type {Map<number, any>} by start */
  #windows = new Map();
  #app;
  #camera;
  #range;
  #signal;
  #changed;
  #step;
  #read = 0;
  #busy = false;
  /** Whether the whole range was read when all aggregators could be reached. */
  #whole = false;
  /** Whether the first answer has arrived. */
  ready = false;
  /** Whether nothing is missing because of an unreachable aggregator. */
  complete = true;
  /** @type {string | null} why the last answer did not arrive */
  problem = null;

  /**
   * @param {import('../main.js').App} app
   * @param {string} camera
   * @param {import('./ranges.js').Range} range
   * @param {AbortSignal} signal ends it
   * @param {() => void} changed called after each change
   */
  constructor(app, camera, range, signal, changed) {
    this.#app = app;
    this.#camera = camera;
    this.#range = range;
    this.#signal = signal;
    this.#changed = changed;
    this.#step = range.step;
    this.#load(range.millis);
    app.store.on('refresh', () => this.#load(range.millis), signal);
    app.store.on('count', (count) => count.camera === camera && this.#merge(count), signal);
  }

  /** @returns {any[]} oldest first, only those of the range */
  get windows() {
    const oldest = this.#app.clock.now() - this.#range.millis - this.#step;
    for (const start of this.#windows.keys()) {
      if (start < oldest) {
        this.#windows.delete(start);
      }
    }
    return [...this.#windows.values()].sort((a, b) => a.start - b.start);
  }

  /** @returns {number} length of a window, milliseconds */
  get step() {
    return this.#step;
  }

  /** Reads the newest windows again when that is due; all of them, as long as some of them could not be read. */
  catchUp() {
    if (performance.now() - this.#read > TAIL_MILLIS) {
      this.#load(this.#whole ? Math.max(3 * this.#step, 60_000) : this.#range.millis);
    }
  }

  /** @param {number} millis how far back to read */
  async #load(millis) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#read = performance.now();
    try {
      const to = this.#app.clock.now();
      const from = Math.floor((to - millis) / this.#range.step) * this.#range.step;
      const query = new URLSearchParams({
        camera: this.#camera,
        from: String(from),
        to: String(Math.ceil(to)),
        step: String(this.#range.step),
      });
      const answer = await inTurn(() => this.#app.api.json(`/api/counts?${query}`, { signal: this.#signal }));
      this.#step = answer.step;
      this.#whole = millis === this.#range.millis ? answer.complete : this.#whole;
      this.complete = this.#whole && answer.complete;
      this.problem = null;
      for (const window of answer.windows) {
        this.#windows.set(window.start, window);
      }
      this.ready = true;
      this.#changed();
    } catch (error) {
      // The next refresh or tail retries.
      this.problem = /** @type {Error} */ (error).message;
      this.#changed();
    } finally {
      this.#busy = false;
    }
  }

  /** @param {any} count */
  #merge(count) {
    if (!this.ready || count.windowEnd - count.windowStart !== this.#step) {
      return;
    }
    const window = this.#windows.get(count.windowStart) ?? {
      start: count.windowStart,
      end: count.windowEnd,
      classes: [],
    };
    const others = window.classes.filter(({ className }) => className !== count.className);
    this.#windows.set(count.windowStart, {
      ...window,
      final: count.final && others.every(({ final }) => final !== false),
      framesAnalysed: count.framesAnalysed,
      classes: [...others, count],
    });
    this.#changed();
  }
}
