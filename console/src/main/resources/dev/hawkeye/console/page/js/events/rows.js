import { color } from '../core/colors.js';
import { fill, h, keep } from '../core/dom.js';
import { minuteTime } from '../core/format.js';
import { icon } from '../core/icons.js';
import { nameOf } from '../core/names.js';
import { href } from '../core/router.js';
import { happened, isOngoing, lasting, subject } from './words.js';

/**
 * The latest events as a short list that keeps itself up to date.
 *
 * @param {import('../main.js').App} app
 * @param {{limit: number, camera?: string}} wanted
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function eventRows(app, { limit, camera = '' }, signal) {
  /** @type {Map<string, {event: any, element: HTMLElement}>} by id */
  let rows = new Map();
  /** What has come while they are being read, and may not be among them. */
  let arrived = /** @type {any[]} */ ([]);
  const list = h('ol', { class: 'event-rows', 'data-testid': 'event-rows' });

  /** @param {any[]} changed */
  const show = (changed) => {
    for (const event of changed) {
      rows.set(event.id, { event, element: row(event, camera ? null : app.store.called(event.camera)) });
    }
    const newest = [...rows].sort(([, a], [, b]) => b.event.start - a.event.start).slice(0, limit);
    rows = new Map(newest);
    keep(
      list,
      newest.length
        ? newest.map(([, { element }]) => element)
        : [h('li', { class: 'event-rows-empty muted' }, 'No events yet.')],
    );
  };
  const load = async () => {
    const own = [];
    arrived = own;
    try {
      const query = new URLSearchParams({ limit: String(limit), ...(camera && { camera }) });
      const { events } = await app.api.json(`/api/events?${query}`, { signal });
      rows.clear();
      show([...events, ...own]);
    } catch {
      // The next refresh reads it again.
    }
  };
  fill(
    list,
    Array.from({ length: Math.min(limit, 5) }, () => h('li', { class: 'event-row-skeleton skeleton' })),
  );
  load();
  app.store.on('refresh', load, signal);
  app.store.on('cameras', () => rows.size && show([...rows.values()].map(({ event }) => event)), signal);
  const take = (event) => {
    arrived.push(event);
    arrived.splice(0, arrived.length - limit);
    show([event]);
  };
  app.store.on('event', (event) => (!camera || event.camera === camera) && take(event), signal);
  return list;
}

/** @param {any} event @param {string | null} camera what it is called, if that is of interest @returns {HTMLElement} */
function row(event, camera) {
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
        color(
          h('span', { class: 'event-row-class' }, h('span', { class: 'swatch' }), subject(event)),
          event.className,
        ),
        h(
          'span',
          { class: 'muted small event-row-where' },
          camera && [nameOf(camera, event.camera), ', '],
          minuteTime(event.start),
          ', ',
          happened(event),
        ),
      ),
      h('span', { class: isOngoing(event) ? 'ongoing small' : 'muted small' }, lasting(event)),
    ),
  );
}
