import { color } from '../core/colors.js';
import { fill, h, setText } from '../core/dom.js';
import { LOADING } from '../core/format.js';
import { isQuiet } from '../core/liveness.js';
import { href } from '../core/router.js';
import { tally } from '../core/tally.js';
import { eventRows } from '../events/rows.js';

const EVENTS = 8;

/**
 * Current activity, next to the wall: how many of each class are in view now, and the latest events.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function rail(app, signal) {
  const now = h('ul', { class: 'now', 'data-testid': 'now' });
  const update = () => {
    const totals = tally(
      [...app.store.detections.values()].filter(({ camera }) => isLive(app, camera)).flatMap(({ objects }) => objects),
    );
    show(now, app.store.ready ? totals : [], app.store.ready);
  };
  app.clock.everySecond(update, signal);
  return h(
    'aside',
    { class: 'rail', 'aria-label': 'Recent events' },
    h(
      'section',
      { class: 'card' },
      h('div', { class: 'card-head' }, h('h2', {}, 'In view now')),
      h('div', { class: 'card-body' }, now),
    ),
    h(
      'section',
      { class: 'card' },
      h(
        'div',
        { class: 'card-head' },
        h('h2', {}, 'Latest events'),
        h('a', { class: 'small', href: href('events') }, 'All events'),
      ),
      eventRows(app, { limit: EVENTS }, signal),
    ),
  );
}

/** @param {import('../main.js').App} app @param {string} camera */
function isLive(app, camera) {
  const known = app.store.cameras.get(camera);
  return known !== undefined && !isQuiet(known);
}

/** @param {HTMLElement} list @param {[string, number][]} totals @param {boolean} ready whether the cameras have been read */
function show(list, totals, ready) {
  const names = ready ? totals.map(([className]) => className).join('\n') : LOADING;
  if (list.dataset.names !== names || !list.childElementCount) {
    list.dataset.names = names;
    fill(list, totals.length ? totals.map(row) : h('li', { class: 'muted' }, ready ? 'Nothing' : LOADING));
  }
  totals.forEach(([, count], i) => setText(/** @type {Element} */ (list.children[i].lastElementChild), count));
}

/** @param {[string, number]} total */
function row([className, count]) {
  return color(
    h('li', {}, h('span', { class: 'swatch' }), h('span', { class: 'now-name' }, className), h('b', {}, count)),
    className,
  );
}
