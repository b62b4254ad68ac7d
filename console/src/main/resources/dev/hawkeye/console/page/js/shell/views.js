import { cameraView } from '../camera/view.js';
import { fill, h } from '../core/dom.js';
import { href } from '../core/router.js';
import { countsView } from '../counts/view.js';
import { detectView } from '../detect/view.js';
import { eventsView } from '../events/view.js';
import { healthView } from '../health/view.js';
import { manageView } from '../manage/view.js';
import { wallView } from '../wall/view.js';

/**
 * @typedef {(app: import('../main.js').App, root: HTMLElement, route: any, signal: AbortSignal) => ((route: any) => void) | void}
 *     View shows itself in root until the signal ends it; what it returns is called when only its address changed
 */

/** @type {Record<string, {title: (route: any, store: import('../core/store.js').Store) => string, view: View}>} */
const VIEWS = {
  cameras: { title: () => 'Cameras', view: wallView },
  camera: { title: ({ id }, store) => store.called(id), view: cameraView },
  counts: { title: () => 'Counts', view: countsView },
  events: { title: () => 'Events', view: eventsView },
  health: { title: () => 'Health', view: healthView },
  try: { title: () => 'Try it', view: detectView },
  manage: { title: () => 'Manage', view: manageView },
};

/** Shows the view that the address names. */
export class Views {
  #app;
  #root;
  #key = '';
  #leaving = new AbortController();
  #update = /** @type {((route: any) => void) | void} */ (undefined);
  #running = false;

  /** @param {import('../main.js').App} app @param {HTMLElement} root */
  constructor(app, root) {
    this.#app = app;
    this.#root = root;
    app.router.on('route', (route) => this.#running && this.#show(route));
  }

  start() {
    this.#running = true;
    this.#app.router.start();
  }

  /** Ends the current view. */
  stop() {
    this.#running = false;
    this.#key = '';
    this.#leaving.abort();
  }

  #show(route) {
    const name = route.view === 'cameras' && route.id !== null ? 'camera' : route.view;
    const key = name === 'camera' ? `camera ${route.id}` : name;
    const known = Object.hasOwn(VIEWS, name) ? VIEWS[name] : { title: () => 'Not found', view: notFound };
    document.title = `${known.title(route, this.#app.store)} · Hawkeye`;
    if (key === this.#key) {
      this.#update?.(route);
      return;
    }
    const first = this.#key === '';
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#key = key;
    this.#update = known.view(this.#app, this.#root, route, this.#leaving.signal);
    scrollTo(0, 0);
    if (!first) {
      this.#root.querySelector('h1')?.focus({ preventScroll: true });
    }
  }
}

/** @type {View} */
function notFound(app, root) {
  fill(
    root,
    h(
      'div',
      { class: 'empty' },
      h('h1', { tabindex: '-1' }, 'No such page'),
      h('a', { href: href('cameras') }, 'Show all cameras'),
    ),
  );
}
