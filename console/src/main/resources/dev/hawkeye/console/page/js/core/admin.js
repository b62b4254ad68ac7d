import { Emitter } from './emitter.js';

/** Tells the server that it is our page that asks: no other page may set this header. */
const OWN_PAGE = { 'Hawkeye-Admin': '1' };

/**
 * Whether this browser may change the site, and the requests that only then are answered. Sends `change` when that
 * changes.
 */
export class Admin extends Emitter {
  /** Whether changes can be made here at all. */
  offered = false;
  /** Whether they can be made by this browser. */
  valid = false;
  /** The name that its user gave. @type {string | null} */
  name = null;
  #api;

  /** @param {import('./api.js').Api} api */
  constructor(api) {
    super();
    this.#api = api;
  }

  /** Asks the server; where it does not answer, nothing can be changed. */
  async check() {
    let session;
    try {
      session = await this.#api.json('/api/admin/session');
    } catch {
      session = { offered: false, valid: false, name: null };
    }
    this.#know(session);
  }

  /** @param {string} token @param {string} name @throws when the server does not accept them */
  async signIn(token, name) {
    await this.post('/api/admin/session', { token, name });
    await this.check();
  }

  async signOut() {
    await this.#send('/api/admin/session', { method: 'DELETE' });
    await this.check();
  }

  /** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
  get(path, signal) {
    return this.#send(path, { signal });
  }

  /** @param {string} path @param {any} body @param {AbortSignal} [signal] @returns {Promise<any>} */
  post(path, body, signal) {
    const headers = { 'Content-Type': 'application/json' };
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  }

  /** @param {string} path @param {Blob} file @returns {Promise<any>} */
  upload(path, file) {
    const headers = { 'Content-Type': 'application/octet-stream' };
    return this.#send(path, { method: 'POST', headers, body: file });
  }

  /** @param {string} path @param {RequestInit} options */
  async #send(path, options) {
    try {
      return await this.#api.json(path, { ...options, headers: { ...OWN_PAGE, ...options.headers } });
    } catch (error) {
      if (/** @type {any} */ (error).status === 401 && path !== '/api/admin/session') {
        this.#know({ offered: true, valid: false, name: null }); // The session has ended.
      }
      throw error;
    }
  }

  #know({ offered, valid, name }) {
    if (offered !== this.offered || valid !== this.valid || name !== this.name) {
      Object.assign(this, { offered, valid, name });
      this.emit('change');
    }
  }
}
