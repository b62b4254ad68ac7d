import { loginView } from './login.js';

/**
 * Whether this browser may see the site. Without a valid token the login replaces the views, at the start and whenever
 * the server requires a token; with one, the stream and the views run.
 */
export class Session {
  #app;
  #main;
  #signOut;
  #views;
  #inside = false;

  /**
   * @param {import('../main.js').App} app
   * @param {HTMLElement} main
   * @param {HTMLElement} signOut the button
   * @param {import('./views.js').Views} views
   */
  constructor(app, main, signOut, views) {
    this.#app = app;
    this.#main = main;
    this.#signOut = signOut;
    this.#views = views;
    app.api.on('unauthorized', () => this.#leave());
    // The stream cannot distinguish a lost server from a token that is no longer valid, or a server without room.
    app.stream.on('connection', (state) => state === 'lost' && this.#check());
    signOut.addEventListener('click', () => this.#end());
  }

  /** Asks the server, and shows what may be shown. */
  start() {
    this.#enter();
    this.#check();
  }

  async #check() {
    let session;
    try {
      session = await this.#app.api.json('/api/session');
    } catch {
      return;
    }
    this.#signOut.hidden = !session.required;
    if (session.required && !session.valid) {
      this.#leave();
    } else if (!session.room) {
      this.#app.stream.full();
    }
  }

  #enter() {
    this.#inside = true;
    document.documentElement.classList.remove('signed-out');
    this.#views.start();
    this.#app.stream.open();
  }

  #leave() {
    if (!this.#inside) {
      return;
    }
    this.#inside = false;
    this.#app.stream.close();
    this.#views.stop();
    this.#signOut.hidden = true;
    document.documentElement.classList.add('signed-out');
    loginView(this.#main, this.#app.api, () => {
      this.#enter();
      this.#check();
    });
  }

  async #end() {
    try {
      await this.#app.api.json('/api/session', { method: 'DELETE' });
      this.#leave();
    } catch {
      // The server is unavailable, as the banner says.
    }
  }
}
