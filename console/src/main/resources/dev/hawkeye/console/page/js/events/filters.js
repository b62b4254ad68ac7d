import { h } from '../core/dom.js';
import { labelledSelect } from '../core/select.js';
import { epochOf } from '../core/zone.js';

/**
 * What the list of events is filtered by: cameras, classes and a period of time. The choice is kept in the address.
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
  let query = new URLSearchParams();
  const camera = labelledSelect('Camera', 'All cameras', (id) => router.change({ camera: id }), 'events-camera');
  const className = labelledSelect('Class', 'All classes', (name) => router.change({ class: name }), 'events-class');
  const from = timeField('From', (value) => router.change({ from: value }), 'events-from');
  const to = timeField('To', (value) => router.change({ to: value }), 'events-to');

  const show = () => {
    camera.update([...new Set([...store.cameras.keys(), ...cameras])].sort(), query.get('camera') ?? '', (id) =>
      store.called(id),
    );
    className.update([...classes].sort(), query.get('class') ?? '');
    from.update(query.get('from') ?? '');
    to.update(query.get('to') ?? '');
  };
  const load = async () => {
    try {
      const there = await api.json('/api/events/filters', { signal });
      there.cameras.forEach((id) => cameras.add(id));
      there.classes.forEach((name) => classes.add(name));
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
      if (!classes.has(event.className) || !cameras.has(event.camera)) {
        classes.add(event.className);
        cameras.add(event.camera);
        show();
      }
    },
    signal,
  );
  return {
    elements: [camera.element, className.element, from.element, to.element],
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
