import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { segmented } from '../core/segmented.js';
import { legend } from '../counts/legend.js';
import { countsNow } from '../counts/now.js';
import { Panel } from '../counts/panel.js';
import { RANGES, rangeOf } from '../counts/ranges.js';
import { tableButton } from '../counts/view.js';
import { eventRows } from '../events/rows.js';
import { StateChip } from '../wall/state.js';
import { Facts } from './facts.js';
import { largePicture } from './picture.js';

/**
 * One camera large, with its counts, events and state.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {{id: string}} route
 * @param {AbortSignal} signal
 */
export function cameraView(app, root, { id }, signal) {
  const { store, clock } = app;
  app.stream.watch(id);
  if (store.ready && !store.cameras.has(id)) {
    fill(root, missing(id));
    const found = new AbortController();
    store.on(
      'cameras',
      () => {
        if (store.cameras.has(id)) {
          found.abort();
          cameraView(app, root, { id }, signal);
        }
      },
      AbortSignal.any([signal, found.signal]),
    );
    return;
  }
  const chip = new StateChip();
  const facts = new Facts();
  const neighbours = h('div', { class: 'view-tools' });
  fill(
    root,
    h(
      'div',
      { class: 'view-head' },
      h(
        'a',
        { class: 'button back', href: href('cameras'), 'aria-label': 'All cameras' },
        icon('left'),
        h('span', { class: 'words' }, 'Cameras'),
      ),
      h('h1', { tabindex: '-1' }, id),
      chip.element,
      neighbours,
    ),
    h(
      'div',
      { class: 'camera-view' },
      h('div', { class: 'camera-main' }, largePicture(app, id, signal), counts(app, id, signal)),
      h(
        'aside',
        { class: 'camera-side', 'aria-label': `State and events of ${id}` },
        facts.element,
        h(
          'section',
          { class: 'card' },
          h(
            'div',
            { class: 'card-head' },
            h('h2', {}, 'Its latest events'),
            h('a', { class: 'small', href: href('events', null, { camera: id }) }, 'All of them'),
          ),
          eventRows(app, { limit: 6, camera: id }, signal),
        ),
      ),
    ),
  );
  clock.everySecond(() => {
    const camera = store.cameras.get(id);
    if (camera) {
      chip.update(camera, clock.now());
      facts.update(camera);
    }
  }, signal);
  const link = () =>
    fill(
      neighbours,
      neighbour(store, id, -1, 'left', 'Previous camera'),
      neighbour(store, id, 1, 'right', 'Next camera'),
    );
  link();
  store.on('cameras', link, signal);
}

/** @param {import('../main.js').App} app @param {string} id @param {AbortSignal} signal */
function counts(app, id, signal) {
  /** @type {import('../counts/panel.js').Settings} */
  const settings = { range: RANGES[0], measure: 'mean', asTable: false, hidden: new Set() };
  const classes = legend(settings.hidden, () => panel.redraw());
  const panel = new Panel(app, id, settings, signal, () => classes.update(panel.classes));
  return h(
    'section',
    { class: 'card' },
    h(
      'div',
      { class: 'card-head camera-counts-head' },
      h('h2', {}, 'Counts'),
      classes.element,
      h(
        'div',
        { class: 'view-tools' },
        segmented(
          'Time',
          RANGES.filter(({ id }) => id !== '6h').map(({ id, name }) => [id, name]),
          settings.range.id,
          (chosen) => {
            settings.range = rangeOf(chosen);
            panel.reload();
          },
        ),
        tableButton(settings, () => panel.redraw()),
      ),
    ),
    panel.element,
    countsNow(app, id, signal),
  );
}

/**
 * @param {import('../core/store.js').Store} store
 * @param {string} id
 * @param {number} step
 * @param {'left' | 'right'} arrow
 * @param {string} name
 */
function neighbour(store, id, step, arrow, name) {
  const ids = [...store.cameras.keys()];
  const other = ids[(ids.indexOf(id) + step + ids.length) % ids.length];
  if (ids.length < 2) {
    return null;
  }
  return h(
    'a',
    { class: 'icon-button', href: href('cameras', other), 'aria-label': `${name}: ${other}`, title: other },
    icon(arrow),
  );
}

/** @param {string} id */
function missing(id) {
  return h(
    'div',
    { class: 'empty' },
    icon('cameras'),
    h('h1', { tabindex: '-1' }, `There is no camera ${id}`),
    h('p', {}, 'It may have been taken out of the configuration.'),
    h('a', { class: 'button', href: href('cameras') }, 'To the cameras'),
  );
}
