import { fill, h, keep, setAttribute } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { nameOf } from '../core/names.js';
import { pager } from '../core/pager.js';
import { href } from '../core/router.js';
import { matches, searchField } from '../core/search.js';
import { labelledSelect } from '../core/select.js';
import { exportLink } from './export.js';
import { legend } from './legend.js';
import { countsNow } from './now.js';
import { Panel } from './panel.js';
import { countTools, settingsOf, toggled } from './settings.js';

const PHONE = 720;
const PAGE = 24;
const PAGE_ON_A_PHONE = 6;
const WORTH_A_SEARCH = 7;

/**
 * How many of each class, per camera, over time.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} first
 * @param {AbortSignal} signal
 */
export function countsView(app, root, first, signal) {
  const { store, router } = app;
  let query = first.query;
  let settings = settingsOf(store.site, query);
  /** @type {Map<string, ReturnType<typeof card>>} those that are shown */
  const cards = new Map();
  const grid = h('div', { class: 'counts-grid' });
  const legendOf = legend((name) => router.change({ hide: toggled(settings, name) }));
  const camera = labelledSelect(
    'Camera',
    'All cameras',
    (id) => router.change({ camera: id, page: '' }),
    'counts-camera',
  );
  const search = searchField((text) => router.change({ q: text, page: '' }, { replace: true }), signal);
  const csv = exportLink(app);
  const pages = pager('cameras', (page) => {
    router.change({ page: page > 1 ? String(page) : '' });
    scrollTo(0, 0);
  });
  let tools = countTools(app);
  const head = h('div', { class: 'view-tools' });
  fill(
    root,
    h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'Counts'), head),
    h('div', { class: 'counts-legend' }, legendOf.element),
    grid,
    pages.element,
  );

  const classesChanged = () => {
    const classes = [...new Set([...cards.values()].flatMap(({ panel }) => panel.classes))].sort();
    legendOf.update(classes, settings.hidden);
    csv.update([...cards.keys()], settings, classes);
  };
  const build = () => {
    settings = settingsOf(store.site, query);
    tools.update(settings);
    const ids = [...store.cameras.keys()];
    const chosen = query.get('camera') ?? '';
    const text = query.get('q') ?? '';
    camera.update(ids, chosen, (id) => store.called(id));
    search.update(text);
    search.element.hidden = ids.length < WORTH_A_SEARCH && !text;
    const fitting = ids.filter((id) => (!chosen || id === chosen) && (!text || matches(store.cameras.get(id), text)));
    const size = innerWidth < PHONE ? PAGE_ON_A_PHONE : PAGE;
    const shown = pages.part(fitting, size, Number(query.get('page')));
    app.stream.watch({ cameras: shown, only: ['camera', 'detection', 'count', 'health'], pace: 1000 });
    for (const [id, known] of cards) {
      if (!shown.includes(id)) {
        known.leave();
        cards.delete(id);
      }
    }
    for (const id of shown) {
      const known = cards.get(id) ?? card(app, id, settings, signal, classesChanged);
      cards.set(id, known);
      known.update(settings);
      known.call(store.called(id));
    }
    grid.classList.toggle('is-single', shown.length === 1);
    if (store.ready && !shown.length) {
      fill(grid, empty(chosen, text));
    } else {
      keep(
        grid,
        shown.flatMap((id) => cards.get(id)?.element ?? []),
      );
    }
    classesChanged();
  };
  const equip = () => {
    tools = countTools(app);
    fill(head, search.element, camera.element, tools.elements, csv.element);
    build();
  };
  equip();
  store.on('cameras', build, signal);
  store.on('site', equip, signal);
  return (changed) => {
    query = changed.query;
    build();
  };
}

/**
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {import('./settings.js').Settings} settings
 * @param {AbortSignal} signal
 * @param {() => void} classesChanged
 */
function card(app, id, settings, signal, classesChanged) {
  const leaving = new AbortController();
  const until = AbortSignal.any([signal, leaving.signal]);
  const panel = new Panel(app, id, settings, until, classesChanged);
  const now = countsNow(app, id, until);
  const link = h('a', { class: 'plain-link', href: href('cameras', id) });
  const element = h(
    'section',
    { class: 'card', 'aria-label': id, 'data-testid': 'counts-card', 'data-camera': id },
    h('div', { class: 'card-head' }, h('h2', {}, link)),
    panel.element,
    now.element,
  );
  return {
    panel,
    element,
    update: (changed) => {
      panel.update(changed);
      now.hide(changed.hidden);
    },
    call: (name) => {
      if (link.textContent !== name) {
        setAttribute(element, 'aria-label', name);
        fill(link, nameOf(name, id));
      }
    },
    leave: () => leaving.abort(),
  };
}

/** @param {string} chosen @param {string} text */
function empty(chosen, text) {
  const [title, words] = chosen
    ? [`There is no camera ${chosen}`, 'It may have been removed from the configuration.']
    : text
      ? ['No camera matches', '']
      : ['Nothing to count yet', 'Counts begin with the first camera.'];
  return h(
    'div',
    { class: 'empty' },
    icon('counts'),
    h('strong', {}, title),
    words && h('p', {}, words),
    (chosen || text) && h('a', { class: 'button', href: href('counts') }, 'Show all cameras'),
  );
}
