import { colour } from '../core/colours.js';
import { fill, h } from '../core/dom.js';
import { clockTime } from '../core/format.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { lasting } from './words.js';

/**
 * The latest events as a short list that keeps itself up to date.
 *
 * @param {import('../main.js').App} app
 * @param {{limit: number, camera?: string}} wanted
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function eventRows(app, { limit, camera = '' }, signal) {
  /** @type {Map<string, any>} */
  let events = new Map();
  const list = h('ol', { class: 'event-rows', 'data-testid': 'event-rows' });
  const show = () => {
    const newest = [...events.values()].sort((a, b) => b.start - a.start).slice(0, limit);
    events = new Map(newest.map((event) => [event.id, event]));
    fill(list, newest.length ? newest.map((event) => row(event, !camera)) : h('li', { class: 'event-rows-empty muted' }, 'No events yet.'));
  };
  const load = async () => {
    try {
      const query = new URLSearchParams({ limit: String(limit), ...(camera && { camera }) });
      const answer = await app.api.json(`/api/events?${query}`, { signal });
      events = new Map(answer.events.map((event) => [event.id, event]));
      show();
    } catch {
      // Read again with the next refresh.
    }
  };
  fill(list, Array.from({ length: Math.min(limit, 5) }, () => h('li', { class: 'event-row-skeleton skeleton' })));
  load();
  app.store.addEventListener('refresh', load, { signal });
  app.store.addEventListener(
    'event',
    ({ detail }) => {
      if (!camera || detail.camera === camera) {
        events.set(detail.id, detail);
        show();
      }
    },
    { signal },
  );
  return list;
}

/** @param {any} event @param {boolean} withCamera */
function row(event, withCamera) {
  const thumbnail = event.keyframe
    ? h('img', { src: `${event.keyframe}?width=320&boxes=true`, alt: '', loading: 'lazy', width: 80, height: 45 })
    : h('span', { class: 'thumbnail-missing' }, icon('picture'));
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'event-row', href: href('events', event.id), 'data-event': event.id },
      thumbnail,
      h(
        'span',
        { class: 'event-row-text' },
        colour(h('span', { class: 'event-row-class' }, h('span', { class: 'swatch' }), event.className), event.className),
        h('span', { class: 'muted small' }, withCamera ? `${event.camera}, ${clockTime(event.start)}` : clockTime(event.start)),
      ),
      h('span', { class: event.end === null ? 'ongoing small' : 'muted small' }, lasting(event)),
    ),
  );
}
