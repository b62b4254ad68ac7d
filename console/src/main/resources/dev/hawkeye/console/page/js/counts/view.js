import { fill, h, keep } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { segmented } from '../core/segmented.js';
import { labelledSelect } from '../core/select.js';
import { legend } from './legend.js';
import { countsNow } from './now.js';
import { Panel } from './panel.js';
import { RANGES, rangeOf } from './ranges.js';

/**
 * How many of each class, per camera, over time.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} route
 * @param {AbortSignal} signal
 */
export function countsView(app, root, route, signal) {
  /** @type {import('./panel.js').Settings} */
  const settings = { range: RANGES[0], measure: 'mean', asTable: false, hidden: new Set() };
  /** @type {Map<string, {panel: Panel, element: HTMLElement, leave: () => void}>} */
  const cards = new Map();
  let chosen = route.query.get('camera') ?? '';
  const grid = h('div', { class: 'counts-grid' });
  const panels = () => [...cards.values()].map(({ panel }) => panel);
  const classes = legend(settings.hidden, () => panels().forEach((panel) => panel.redraw()));
  const camera = labelledSelect(
    'Camera',
    'All cameras',
    (id) => app.router.replace(href('counts', null, { camera: id })),
    'counts-camera',
  );
  const classesChanged = () => classes.update([...new Set(panels().flatMap((panel) => panel.classes))].sort());

  fill(
    root,
    h(
      'div',
      { class: 'view-head' },
      h('h1', { tabindex: '-1' }, 'Counts'),
      h(
        'div',
        { class: 'view-tools' },
        camera.element,
        segmented(
          'Measure',
          [
            ['mean', 'Average'],
            ['peak', 'Peak'],
          ],
          settings.measure,
          (measure) => {
            settings.measure = measure === 'peak' ? 'peak' : 'mean';
            panels().forEach((panel) => panel.redraw());
          },
        ),
        segmented(
          'Time',
          RANGES.map(({ id, name }) => [id, name]),
          settings.range.id,
          (id) => {
            settings.range = rangeOf(id);
            panels().forEach((panel) => panel.reload());
          },
        ),
        tableButton(settings, () => panels().forEach((panel) => panel.redraw())),
      ),
    ),
    h('div', { class: 'counts-legend' }, classes.element),
    grid,
  );
  app.stream.watch(null);

  const build = () => {
    const ids = [...app.store.cameras.keys()];
    camera.update(ids, chosen);
    const shown = chosen ? ids.filter((id) => id === chosen) : ids;
    for (const [id, card] of cards) {
      if (!shown.includes(id)) {
        card.leave();
        cards.delete(id);
      }
    }
    for (const id of shown) {
      if (!cards.has(id)) {
        cards.set(id, card(app, id, settings, signal, classesChanged));
      }
    }
    grid.classList.toggle('is-single', shown.length === 1);
    if (app.store.ready && !shown.length) {
      fill(grid, empty(chosen));
    } else {
      keep(
        grid,
        shown.flatMap((id) => cards.get(id)?.element ?? []),
      );
    }
    classesChanged();
  };
  build();
  app.store.on('cameras', build, signal);
  return (changed) => {
    chosen = changed.query.get('camera') ?? '';
    build();
  };
}

/**
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {import('./panel.js').Settings} settings
 * @param {AbortSignal} signal
 * @param {() => void} classesChanged
 */
function card(app, id, settings, signal, classesChanged) {
  const leaving = new AbortController();
  const until = AbortSignal.any([signal, leaving.signal]);
  const panel = new Panel(app, id, settings, until, classesChanged);
  const element = h(
    'section',
    { class: 'card', 'aria-label': id, 'data-testid': 'counts-card', 'data-camera': id },
    h('div', { class: 'card-head' }, h('h2', {}, h('a', { class: 'plain-link', href: href('cameras', id) }, id))),
    panel.element,
    countsNow(app, id, until),
  );
  return { panel, element, leave: () => leaving.abort() };
}

/** @param {import('./panel.js').Settings} settings @param {() => void} changed */
export function tableButton(settings, changed) {
  const button = h(
    'button',
    {
      class: 'button',
      type: 'button',
      'aria-pressed': 'false',
      'aria-label': 'Show as table',
      'data-testid': 'as-table',
      on: {
        click: () => {
          settings.asTable = !settings.asTable;
          button.setAttribute('aria-pressed', String(settings.asTable));
          changed();
        },
      },
    },
    icon('table'),
    h('span', { class: 'words' }, 'Show as table'),
  );
  return button;
}

/** @param {string} chosen */
function empty(chosen) {
  return h(
    'div',
    { class: 'empty' },
    icon('counts'),
    h('strong', {}, chosen ? 'There is no such camera' : 'Nothing to count yet'),
    h('p', {}, chosen ? 'It may have been taken out of the configuration.' : 'Counts begin with the first camera.'),
  );
}
