import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { bothOf, breakable } from '../core/names.js';
import { href } from '../core/router.js';
import { isTyping } from '../core/search.js';
import { exportLink } from '../counts/export.js';
import { legend } from '../counts/legend.js';
import { countsNow } from '../counts/now.js';
import { Panel } from '../counts/panel.js';
import { countTools, settingsOf, toggled } from '../counts/settings.js';
import { editing } from './editing.js';
import { eventRows } from '../events/rows.js';
import { sceneCard } from '../scene/card.js';
import { StateChip } from '../wall/state.js';
import { Facts } from './facts.js';
import { largePicture } from './picture.js';

/**
 * One camera, large, with its counts, events and state.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {{id: string, query: URLSearchParams}} first
 * @param {AbortSignal} signal
 */
export function cameraView(app, root, first, signal) {
  const { store } = app;
  const { id } = first;
  app.stream.watch({ cameras: [id], only: ['camera', 'detection', 'track', 'count', 'event', 'health'] });
  moveByKeys(app, id, signal);
  const shown = counts(app, first.query, id, signal);
  let query = first.query;
  let draw = (/** @type {URLSearchParams} */ changed) => void (query = changed);
  /** Belongs to what is shown: the camera, or that there is none. */
  let showing = new AbortController();
  let known = /** @type {boolean | null} */ (null);
  const look = () => {
    const now = !store.ready || store.cameras.has(id);
    if (now !== known) {
      known = now;
      showing.abort();
      showing = new AbortController();
      if (known) {
        draw = view(app, root, id, shown, AbortSignal.any([signal, showing.signal]));
        draw(query);
      } else {
        fill(root, missing(id));
      }
    }
  };
  look();
  store.on('cameras', look, signal);
  return (changed) => {
    query = changed.query;
    shown.update(query);
    draw(query);
  };
}

/**
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {string} id
 * @param {ReturnType<typeof counts>} shown
 * @param {AbortSignal} signal
 * @returns {(query: URLSearchParams) => void} called when its address changed
 */
function view(app, root, id, shown, signal) {
  const { store, clock } = app;
  const picture = largePicture(app, id, signal);
  const scene = sceneCard(app, id, signal, () => picture.stage.again());
  picture.overlay.figures = scene.figures;
  const drawing = editing(app, id, picture, signal);
  const chip = new StateChip();
  const facts = new Facts();
  const neighbors = h('div', { class: 'neighbors' });
  const heading = h('h1', { tabindex: '-1', title: id });
  const call = () => {
    const name = store.called(id);
    document.title = `${name} · Hawkeye`;
    fill(
      heading,
      h('bdi', { 'data-testid': 'camera-name' }, breakable(name)),
      name !== id && h('span', { class: 'camera-id muted', 'data-testid': 'camera-id' }, id),
    );
  };
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
      heading,
      chip.element,
      h('div', { class: 'view-tools' }, drawing.button, neighbors),
    ),
    h(
      'div',
      { class: 'camera-view' },
      h('div', { class: 'camera-main' }, picture.element, drawing.place, scene.element, shown.element),
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
            h('h2', {}, 'Latest events'),
            h('a', { class: 'small', href: href('events', null, { camera: id }) }, 'All events'),
          ),
          eventRows(app, { limit: 6, camera: id }, signal),
        ),
      ),
    ),
  );
  clock.everySecond(() => {
    const camera = store.cameras.get(id);
    if (camera) {
      chip.update(camera, clock.now(), store.overloaded.get(camera.id), store.overloaded.size > 0);
      facts.update(camera);
    }
  }, signal);
  const link = () => {
    call();
    fill(
      neighbors,
      neighbor(store, id, -1, 'left', 'Previous camera (left arrow)'),
      neighbor(store, id, 1, 'right', 'Next camera (right arrow)'),
    );
  };
  link();
  store.on('cameras', link, signal);
  return drawing.update;
}

/**
 * Its counts, which stay as long as the view is shown.
 *
 * @param {import('../main.js').App} app
 * @param {URLSearchParams} first
 * @param {string} id
 * @param {AbortSignal} signal
 */
function counts(app, first, id, signal) {
  const { store, router } = app;
  let query = first;
  let settings = settingsOf(store.site, query);
  const classes = legend((name) => router.change({ hide: toggled(settings, name) }));
  const csv = exportLink(app);
  const classesChanged = () => {
    classes.update(panel.classes, settings.hidden);
    csv.update([id], settings, panel.classes);
  };
  const panel = new Panel(app, id, settings, signal, classesChanged);
  const now = countsNow(app, id, signal);
  let tools = countTools(app);
  const head = h('div', { class: 'view-tools' });
  const update = () => {
    settings = settingsOf(store.site, query);
    tools.update(settings);
    panel.update(settings);
    now.hide(settings.hidden);
    classesChanged();
  };
  const equip = () => {
    tools = countTools(app);
    fill(head, tools.elements, csv.element);
    update();
  };
  equip();
  store.on('site', equip, signal);
  return {
    element: h(
      'section',
      { class: 'card' },
      h('div', { class: 'card-head camera-counts-head' }, h('h2', {}, 'Counts'), classes.element, head),
      panel.element,
      now.element,
    ),
    update: (changed) => {
      query = changed;
      update();
    },
  };
}

/**
 * The arrow keys go to the next and previous camera, Escape back to all of them, as in the picture of an event.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {AbortSignal} signal
 */
function moveByKeys({ store, router }, id, signal) {
  const keys = { ArrowLeft: -1, ArrowRight: 1 };
  document.addEventListener(
    'keydown',
    (event) => {
      if (router.route.query.has('edit')) {
        return; // They move points.
      }
      const taken = isTyping(event.target) || (event.target instanceof Element && event.target.matches(':is(input, .scroller)'));
      if (taken || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
        return;
      }
      const other = Object.hasOwn(keys, event.key) ? beside(store, id, keys[event.key]) : null;
      if (event.key === 'Escape') {
        location.hash = href('cameras');
      } else if (other !== null) {
        event.preventDefault();
        location.hash = href('cameras', other);
      }
    },
    { signal },
  );
}

/**
 * @param {import('../core/store.js').Store} store
 * @param {string} id
 * @param {number} step
 * @returns {string | null} the camera that many places after this one, wrapping around
 */
function beside(store, id, step) {
  const ids = [...store.cameras.keys()];
  return ids.length < 2 ? null : ids[(ids.indexOf(id) + step + ids.length) % ids.length];
}

/**
 * @param {import('../core/store.js').Store} store
 * @param {string} id
 * @param {number} step
 * @param {'left' | 'right'} arrow
 * @param {string} name
 */
function neighbor(store, id, step, arrow, name) {
  const other = beside(store, id, step);
  if (other === null) {
    return null;
  }
  const called = store.called(other);
  return h(
    'a',
    { class: 'icon-button', href: href('cameras', other), 'aria-label': `${name}: ${called}`, title: bothOf(called, other) },
    icon(arrow),
  );
}

/** @param {string} id */
function missing(id) {
  return h(
    'div',
    { class: 'empty' },
    icon('cameras'),
    h('h1', { tabindex: '-1', 'data-testid': 'no-camera' }, `There is no camera ${id}`),
    h('p', {}, 'It may have been removed from the configuration.'),
    h('a', { class: 'button', href: href('cameras') }, 'Show all cameras'),
  );
}
