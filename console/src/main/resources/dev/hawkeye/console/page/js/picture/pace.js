const LEAST = 4;
const MOST = 24;
const SLOW_LOAD_MILLIS = 500;
const LATE_MILLIS = 60;
const PATIENCE_MILLIS = 1000;

/**
 * How many pictures per second the page requests: a little more while all goes well, a quarter less when pictures are
 * slow to arrive or the page is late with its own timers.
 */
export class Pace {
  #rate = 16;
  #tokens = 2;
  #filled = performance.now();
  #slowed = 0;

  /** @returns {number} milliseconds until the next picture may be requested; 0: now, and it counts as requested */
  take() {
    const now = performance.now();
    this.#tokens = Math.min(2, this.#tokens + ((now - this.#filled) / 1000) * this.#rate);
    this.#filled = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) * 1000) / this.#rate);
  }

  /** @param {number} millis that a picture took to arrive */
  loaded(millis) {
    this.#judge(millis > SLOW_LOAD_MILLIS);
  }

  /** @param {number} millis by which a timer was late */
  late(millis) {
    if (millis > LATE_MILLIS) {
      this.#judge(true);
    }
  }

  /** @param {boolean} slow */
  #judge(slow) {
    const now = performance.now();
    if (!slow) {
      this.#rate = Math.min(MOST, this.#rate + 0.1);
    } else if (now - this.#slowed > PATIENCE_MILLIS) {
      this.#slowed = now;
      this.#rate = Math.max(LEAST, this.#rate * 0.75);
    }
  }
}
