import { Emitter } from './emitter.js';

/**
 * The page's addresses: `#/view/id?name=value`. Sends `route` with {view, id, query} as detail.
 */
export class Router extends Emitter {
  constructor() {
    super();
    addEventListener('hashchange', () => this.#send());
  }

  /** Reports the address that is now shown. */
  start() {
    this.#send();
  }

  /** @returns {{view: string, id: string | null, query: URLSearchParams}} */
  get route() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const [view, id] = path.split('/', 2);
    return { view: view || 'cameras', id: id ? decoded(id) : null, query: new URLSearchParams(query) };
  }

  /** @param {string} address made by href(); replaces this one in the history */
  replace(address) {
    history.replaceState(null, '', address);
    this.#send();
  }

  /**
   * Changes the query of the current address; the previous address stays in the history.
   *
   * @param {Record<string, string | string[]>} changes empty values are omitted
   * @param {{replace?: boolean}} [how] replace: replaces the current history entry, as for each letter typed
   */
  change(changes, { replace = false } = {}) {
    const { view, id, query } = this.route;
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      [value].flat().forEach((each) => each && query.append(name, each));
    }
    const tail = query.size ? `?${query}` : '';
    const address = `#/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}${tail}`;
    if (replace) {
      this.replace(address);
    } else if (address !== location.hash) {
      location.hash = address;
    }
  }

  #send() {
    this.emit('route', this.route);
  }
}

/**
 * @param {string} view
 * @param {string | null} [id]
 * @param {Record<string, string>} [query] empty values are omitted
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
