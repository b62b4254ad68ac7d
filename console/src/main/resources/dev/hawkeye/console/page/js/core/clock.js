import { Emitter } from './emitter.js';

/** The server's clock, as far as the page knows it, and one tick per second for everything that counts up. */
export class Clock extends Emitter {
  #skew = 0;

  constructor() {
    super();
    setInterval(() => this.emit('tick'), 1000);
  }

  /** @param {number} serverNow epoch milliseconds, just received */
  set(serverNow) {
    this.#skew = serverNow - Date.now();
  }

  /** @returns {number} epoch milliseconds by the server's clock */
  now() {
    return Date.now() + this.#skew;
  }

  /**
   * Calls the function now and then once a second.
   *
   * @param {() => void} listener
   * @param {AbortSignal} signal ends it
   */
  everySecond(listener, signal) {
    listener();
    this.on('tick', listener, signal);
  }
}
