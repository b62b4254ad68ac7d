import { Emitter } from './emitter.js';

/** Tells the server that it is our page that asks: no other page may set this header. */
const OWN_PAGE = { 'Hawkeye-Admin': '1' };
const CAMERA = 'camera/';

/**
 * Whether this browser may change the site, and the requests that only then are answered. Sends `change` when that
 * changes.
 *
 * A session may end while somebody fills in a form. A change that is then refused is made once they have signed in
 * again, so that nothing has to be filled in twice.
 */
export class Admin extends Emitter {
  /** Whether changes can be made here at all; null while that is not known. @type {boolean | null} */
  offered = null;
  /** Why that is not known, or why they cannot. @type {string | null} */
  problem = null;
  /** Asks to sign in again. @type {() => Promise<boolean>} whether somebody did */
  again = async () => false;
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

  /** Asks the server; until it answers, nothing can be changed. */
  async check() {
    try {
      this.#know(await this.#api.json('/api/admin/session'));
    } catch (error) {
      const { status, message } = /** @type {any} */ (error);
      if (status > 0 || this.offered === null) {
        this.#know({ offered: null, valid: false, name: null }, message);
      }
    }
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

  /**
   * Changes settings. A change that somebody else has made to other settings meanwhile does not stand in its way.
   *
   * @param {any} based the settings that the edits are based on, as the server gave them
   * @param {{key: string, value: any}[]} edits
   * @param {string[]} [read] keys of further settings that the edits depend on
   * @returns {Promise<{revision: number}>}
   */
  async change(based, edits, read = []) {
    const keys = [...edits.map(({ key }) => key), ...read];
    let base = based.revision;
    for (;;) {
      try {
        return await this.post('/api/admin/settings', { base, edits });
      } catch (error) {
        if (/** @type {any} */ (error).status !== 409) {
          throw error;
        }
        const now = await this.get('/api/admin/settings');
        if (now.revision === base || keys.some((key) => settingOf(now, key) !== settingOf(based, key))) {
          throw error;
        }
        base = now.revision;
      }
    }
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
      if (/** @type {any} */ (error).status !== 401 || path === '/api/admin/session') {
        throw error;
      }
      // The session has ended.
      if (this.valid && options.method === 'POST' && (await this.again())) {
        return this.#send(path, options);
      }
      this.#know({ offered: true, valid: false, name: null });
      throw error;
    }
  }

  #know({ offered, valid, name }, problem = null) {
    if (offered !== this.offered || valid !== this.valid || name !== this.name || problem !== this.problem) {
      Object.assign(this, { offered, valid, name, problem });
      this.emit('change');
    }
  }
}

/** @param {any} settings @param {string} key as in an edit @returns {string | undefined} its value, as text */
function settingOf({ cameras, defaults, values, profiles, profile }, key) {
  const others = { 'camera-defaults': defaults, values, profiles, profile };
  return JSON.stringify(key.startsWith(CAMERA) ? cameras[key.slice(CAMERA.length)] : others[key]);
}
