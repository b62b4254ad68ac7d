import { Emitter } from './emitter.js';

/**
 * The page's addresses: `#/view/id?name=value`. Sends `route` with {view, id, query} as detail.
 */
export class Router extends Emitter {
  constructor() {
    super();
    addEventListener('hashchange', () => this.#send());
  }

  /** Tells the address that is shown now. */
  start() {
    this.#send();
  }

  /** @returns {{view: string, id: string | null, query: URLSearchParams}} */
  get route() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const [view, id] = path.split('/', 2);
    return { view: view || 'cameras', id: id ? decoded(id) : null, query: new URLSearchParams(query) };
  }

  /** @param {string} address made by href(); takes the place of this one in the history */
  replace(address) {
    history.replaceState(null, '', address);
    this.#send();
  }

  #send() {
    this.emit('route', this.route);
  }
}

/**
 * @param {string} view
 * @param {string | null} [id]
 * @param {Record<string, string>} [query] empty values are left out
 * @returns {string} the address for a link
 */
export function href(view, id = null, query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value);
  const tail = filled.length ? `?${new URLSearchParams(filled)}` : '';
  return `#/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}${tail}`;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
