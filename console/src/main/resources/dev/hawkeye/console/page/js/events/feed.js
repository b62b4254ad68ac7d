const PAGE = 60;
/** The server gives no more at once. */
const MOST_AT_ONCE = 200;
/** A page left open for days drops the oldest. */
const MOST = 1200;
/** What is over began as this, and is found by it as well. @type {Record<string, string>} */
const BEGINNINGS = { LEFT: 'APPEARED', EXITED: 'ENTERED' };

/**
 * @typedef {object} Filter empty and null: all
 * @property {string} camera
 * @property {string} class
 * @property {string} type
 * @property {string} place name of a zone or line
 * @property {number | null} from the event began then or later, epoch milliseconds
 * @property {number | null} to it began before then
 */

/** The events that match the filter, newest first: pages of the past, and live ones. */
export class EventFeed {
  /** @type {Map<string, any>} by id */
  #events = new Map();
  #app;
  #signal;
  #changed;
  #filter = /** @type {Filter | null} */ (null);
  #asked = 0;
  /** What has come while others are being read, and may not be among those; null while none are. @type {any[] | null} */
  #arrived = null;
  /** Begin of the oldest event that was read: all later ones are known. Epoch milliseconds. */
  #end = 0;
  ready = false;
  hasMore = false;
  /** @type {string | null} why the last page did not arrive */
  problem = null;

  /** @param {import('../main.js').App} app @param {AbortSignal} signal @param {() => void} changed */
  constructor(app, signal, changed) {
    this.#app = app;
    this.#signal = signal;
    this.#changed = changed;
    app.store.on('refresh', () => this.#load(null), signal);
    app.store.on('event', (event) => this.#live(event), signal);
  }

  /** @returns {any[]} */
  get events() {
    return [...this.#events.values()].sort((a, b) => b.start - a.start || (a.id < b.id ? -1 : 1));
  }

  /** @param {Filter} filter */
  filter(filter) {
    if (JSON.stringify(filter) === JSON.stringify(this.#filter)) {
      return;
    }
    this.#filter = filter;
    this.#events.clear();
    this.ready = false;
    this.hasMore = false;
    this.#load(null);
  }

  /** Reads the page before the oldest event. */
  more() {
    if (this.hasMore) {
      this.#load(this.#end);
    }
  }

  /** @param {number | null} before epoch milliseconds; null: the newest, as many as there are here */
  async #load(before) {
    const asked = ++this.#asked;
    this.#arrived = [];
    const filter = /** @type {Filter} */ (this.#filter);
    const end = before ?? filter.to;
    const limit = before === null ? Math.min(MOST_AT_ONCE, Math.max(PAGE, this.#events.size)) : PAGE;
    const query = new URLSearchParams({ limit: String(limit) });
    const { camera, class: className, type, place, from } = filter;
    Object.entries({ camera, class: className, type, place, from, before: end }).forEach(
      ([name, value]) => value && query.set(name, String(value)),
    );
    try {
      const answer = await this.#app.api.json(`/api/events?${query}`, { signal: this.#signal });
      if (asked !== this.#asked) {
        return;
      }
      if (before === null) {
        this.#events.clear();
      }
      answer.events.forEach((event) => this.#events.set(event.id, event));
      this.#end = answer.events.at(-1)?.start ?? this.#end;
      this.ready = true;
      this.hasMore = answer.more && this.#events.size < MOST;
      this.problem = null;
      this.#arrived?.forEach((event) => this.#take(event));
      this.#arrived = null;
    } catch (error) {
      if (this.#signal.aborted || asked !== this.#asked) {
        return;
      }
      this.problem = /** @type {Error} */ (error).message;
      this.#arrived = null;
    }
    this.#changed();
  }

  #live(event) {
    this.#arrived?.push(event);
    if (this.#take(event)) {
      this.#changed();
    }
  }

  /** @param {any} event @returns {boolean} whether it is shown */
  #take(event) {
    const filter = this.#filter;
    const fits =
      filter &&
      (!filter.camera || filter.camera === event.camera) &&
      (!filter.class || filter.class === event.className) &&
      (!filter.type || filter.type === event.type || filter.type === BEGINNINGS[event.type]) &&
      (!filter.place || filter.place === event.zone || filter.place === event.line) &&
      (filter.from === null || event.start >= filter.from) &&
      (filter.to === null || event.start < filter.to);
    // One that began long ago, and has ended now, is on a page that has not been read: with it here, those between would be
    // taken for known.
    const isPast = this.hasMore && event.start < this.#end && !this.#events.has(event.id);
    if (!fits || !this.ready || isPast) {
      return false;
    }
    this.#events.set(event.id, event);
    if (this.#events.size > MOST) {
      this.#events.delete(this.events[this.#events.size - 1].id);
      this.#end = this.events[this.#events.size - 1].start;
    }
    return true;
  }
}
