import { Emitter } from './emitter.js';

const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 15_000;
/** Health comes every two seconds; five missing messages mean that the connection is dead. */
const SILENCE_MILLIS = 10_000;
const HIDDEN_MILLIS = 60_000;
/** Their names go into a URL. */
const MOST_CAMERAS = 100;
const MESSAGES = ['hello', 'camera', 'forgotten', 'detection', 'track', 'count', 'event', 'health'];

/**
 * The server's live updates, for as long as the page lives. Sends an event named after each message with its JSON as
 * detail, and `connection` with 'open', 'lost', 'full' or 'closed'. A lost connection is retried with growing pauses. A
 * page that is hidden for a minute disconnects, and reconnects when it is visible again.
 */
export class Stream extends Emitter {
  #source = /** @type {EventSource | null} */ (null);
  #wish = '';
  #wanted = false;
  #failures = 0;
  #retry = 0;
  #watchdog = 0;
  #hiding = 0;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => this.#seen(!document.hidden));
    addEventListener('online', () => this.#soon());
  }

  /** Connects, and stays connected. */
  open() {
    this.#wanted = true;
    this.#connect();
  }

  /** Disconnects until the next open(). */
  close() {
    this.#wanted = false;
    this.#failures = 0;
    this.#disconnect();
    this.emit('connection', 'closed');
  }

  /** Called when it turns out that the connection was lost because too many other clients have one. */
  full() {
    if (this.#wanted && !this.#source) {
      this.emit('connection', 'full');
    }
  }

  /**
   * What is wanted from now on; by default everything of all cameras.
   *
   * @param {{cameras?: string[], only?: string[], pace?: number}} wish cameras: whose detections, tracks and counts; only:
   *     message names; pace: minimum milliseconds between two detections of one camera
   */
  watch({ cameras = [], only = [], pace = 0 } = {}) {
    const wish = new URLSearchParams({
      ...(cameras.length && cameras.length <= MOST_CAMERAS && { cameras: cameras.join(',') }),
      ...(only.length && { only: only.join(',') }),
      ...(pace && { pace: String(pace) }),
    }).toString();
    if (wish !== this.#wish) {
      this.#wish = wish;
      if (this.#source) {
        this.#connect();
      }
    }
  }

  #connect() {
    this.#disconnect();
    const source = new EventSource(`/api/live${this.#wish && `?${this.#wish}`}`);
    this.#source = source;
    source.onerror = () => this.#lost();
    for (const name of MESSAGES) {
      source.addEventListener(name, (message) => this.#received(name, message.data));
    }
    this.#expectMore();
  }

  #disconnect() {
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }

  /** @param {string} name @param {string} data */
  #received(name, data) {
    if (name === 'hello') {
      this.#failures = 0;
      this.emit('connection', 'open');
    }
    if (name === 'hello' || name === 'health') {
      this.#expectMore();
    }
    this.emit(name, JSON.parse(data));
  }

  #expectMore() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE_MILLIS);
  }

  #lost() {
    this.#disconnect();
    const pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** this.#failures++);
    this.#retry = setTimeout(() => this.#connect(), pause);
    this.emit('connection', 'lost');
  }

  #soon() {
    if (this.#wanted && !this.#source) {
      this.#connect();
    }
  }

  /** @param {boolean} visible */
  #seen(visible) {
    clearTimeout(this.#hiding);
    if (visible) {
      this.#soon();
    } else {
      this.#hiding = setTimeout(() => this.#disconnect(), HIDDEN_MILLIS);
    }
  }
}
