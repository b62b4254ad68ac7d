import { Emitter } from './emitter.js';

const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 15_000;
/** Health comes every two seconds; five of them missing means that the connection is dead. */
const SILENCE_MILLIS = 10_000;
const HIDDEN_MILLIS = 60_000;
const MESSAGES = ['hello', 'camera', 'detection', 'count', 'event', 'health'];

/**
 * The live updates of the server, for as long as the page lives. Sends an event of the message's name with its JSON as
 * detail, and `connection` with 'open', 'lost', 'full' or 'closed'. A lost connection is tried again with growing
 * pauses. A page that nobody sees for a minute lets go and comes back when it is seen.
 */
export class Stream extends Emitter {
  #source = /** @type {EventSource | null} */ (null);
  #camera = /** @type {string | null} */ (null);
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

  /** Connects, and stays so. */
  open() {
    this.#wanted = true;
    this.#connect();
  }

  /** Lets go, until the next open(). */
  close() {
    this.#wanted = false;
    this.#failures = 0;
    this.#disconnect();
    this.emit('connection', 'closed');
  }

  /** Whoever asked why the connection is lost learned that too many others have one. */
  full() {
    if (this.#wanted && !this.#source) {
      this.emit('connection', 'full');
    }
  }

  /** @param {string | null} camera the only one whose detections are wanted; null: all */
  watch(camera) {
    if (camera !== this.#camera) {
      this.#camera = camera;
      if (this.#source) {
        this.#connect();
      }
    }
  }

  #connect() {
    this.#disconnect();
    const query = this.#camera === null ? '' : `?cameras=${encodeURIComponent(this.#camera)}`;
    const source = new EventSource(`/api/live${query}`);
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
