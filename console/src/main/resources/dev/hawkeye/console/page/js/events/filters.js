import { h } from '../core/dom.js';
import { labelledSelect } from '../core/select.js';
import { epochOf } from '../core/zone.js';
import { TYPES } from './words.js';

/**
 * What the list of events is filtered by: cameras, classes, what happened, zones and
 * lines, and a period of time. The choice is kept in the address.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {{elements: HTMLElement[], update: (query: URLSearchParams) => void}}
 */
export function eventFilters(app, signal) {
  const { api, router, store } = app;
  /** @type {Set<string>} */
  const cameras = new Set();
  /** @type {Set<string>} */
  const classes = new Set();
  /** @type {Set<string>} */
  const places = new Set();
  let query = new URLSearchParams();
  const camera = labelledSelect('Camera', 'All cameras', (id) => router.change({ camera: id }), 'events-camera');
  const className = labelledSelect('Class', 'All classes', (name) => router.change({ class: name }), 'events-class');
  const type = labelledSelect('What', 'Everything', (name) => router.change({ type: name }), 'events-type');
  const place = labelledSelect('Zone or line', 'Anywhere', (name) => router.change({ place: name }), 'events-place');
  const from = timeField('From', (value) => router.change({ from: value }), 'events-from');
  const to = timeField('To', (value) => router.change({ to: value }), 'events-to');

  const show = () => {
    camera.update([...new Set([...store.cameras.keys(), ...cameras])].sort(), query.get('camera') ?? '', (id) =>
      store.called(id),
    );
    className.update([...classes].sort(), query.get('class') ?? '');
    type.update(Object.keys(TYPES), query.get('type') ?? '', (name) => TYPES[name] ?? name);
    place.update([...places].sort(), query.get('place') ?? '');
    place.element.hidden = !places.size && !query.get('place');
    from.update(query.get('from') ?? '');
    to.update(query.get('to') ?? '');
  };
  const load = async () => {
    try {
      const there = await api.json('/api/events/filters', { signal });
      there.cameras.forEach((id) => cameras.add(id));
      there.classes.forEach((name) => classes.add(name));
      there.places.forEach((name) => places.add(name));
      show();
    } catch {
      // The next refresh reads it again.
    }
  };
  load();
  store.on('refresh', load, signal);
  store.on('cameras', show, signal);
  store.on(
    'event',
    (event) => {
      const where = event.zone ?? event.line;
      if (!classes.has(event.className) || !cameras.has(event.camera) || (where && !places.has(where))) {
        classes.add(event.className);
        cameras.add(event.camera);
        where && places.add(where);
        show();
      }
    },
    signal,
  );
  return {
    elements: [camera.element, className.element, type.element, place.element, from.element, to.element],
    update: (changed) => {
      query = changed;
      show();
    },
  };
}

/** @param {URLSearchParams} query @returns {import('./feed.js').Filter} */
export function filterOf(query) {
  return {
    camera: query.get('camera') ?? '',
    class: query.get('class') ?? '',
    type: query.get('type') ?? '',
    place: query.get('place') ?? '',
    from: epochOf(query.get('from') ?? ''),
    to: epochOf(query.get('to') ?? ''),
  };
}

/**
 * @param {string} label
 * @param {(value: string) => void} changed
 * @param {string} testId
 */
function timeField(label, changed, testId) {
  const input = h('input', {
    class: 'field',
    type: 'datetime-local',
    'data-testid': testId,
    // Only complete values: while it is being typed there is none.
    on: { change: () => changed(input.value) },
  });
  return {
    element: h('label', { class: 'labelled' }, h('span', {}, label), input),
    update: (value) => {
      if (input.value !== value && document.activeElement !== input) {
        input.value = value;
      }
    },
  };
}
