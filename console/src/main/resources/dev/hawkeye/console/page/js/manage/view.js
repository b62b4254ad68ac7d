import { fill, h } from '../core/dom.js';
import { href } from '../core/router.js';
import { camerasPart } from './cameras.js';
import { changesPart } from './changes.js';
import { modelsPart } from './models.js';
import { signInState } from './signin.js';

/**
 * @typedef {(app: import('../main.js').App, root: HTMLElement, signal: AbortSignal) => void} Part shows itself in root until the
 *     signal ends it
 */

/** @type {[string, string, Part][]} */
const PARTS = [
  ['cameras', 'Cameras', camerasPart],
  ['changes', 'Changes', changesPart],
  ['models', 'Models', modelsPart],
];

/**
 * What can be changed while the site runs, and who runs what. Without the token for changes it only shows.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {{id: string | null}} first
 * @param {AbortSignal} signal
 */
export function manageView(app, root, first, signal) {
  const place = h('div', { class: 'manage' });
  const links = PARTS.map(([id, name]) => h('a', { href: href('manage', id), 'data-testid': `manage-${id}` }, name));
  let leaving = new AbortController();
  let shown = '';
  let route = first;
  const show = () => {
    const [id, , part] = PARTS.find(([each]) => each === route.id) ?? PARTS[0];
    const now = `${id} ${app.admin.offered} ${app.admin.valid} ${app.admin.problem}`;
    if (now === shown) {
      return;
    }
    shown = now;
    leaving.abort();
    leaving = new AbortController();
    links.forEach((link, i) => (PARTS[i][0] === id ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
    part(app, place, AbortSignal.any([signal, leaving.signal]));
  };
  fill(
    root,
    h(
      'div',
      { class: 'view-head' },
      h('h1', { tabindex: '-1' }, 'Manage'),
      h('nav', { class: 'manage-parts', 'aria-label': 'What to manage' }, links),
      signInState(app, signal),
    ),
    place,
  );
  app.stream.watch({ only: ['camera', 'health'] });
  app.admin.on('change', show, signal);
  app.store.on('refresh', () => app.admin.offered === null && app.admin.check(), signal);
  show();
  app.admin.check();
  return (changed) => {
    route = changed;
    show();
  };
}
