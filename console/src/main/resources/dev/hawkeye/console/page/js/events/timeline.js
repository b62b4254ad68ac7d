import { h, keep, setText } from '../core/dom.js';
import { dayName, minuteTime } from '../core/format.js';
import { hourOf } from '../core/zone.js';
import { EventCard } from './card.js';

const HOUR = 3_600_000;

/**
 * Events by day and hour, newest first. Existing cards are not touched when an event comes in, so that a reader or
 * keyboard user does not lose their place.
 */
export class Timeline {
  /** @type {Map<string, EventCard>} */
  #cards = new Map();
  /** @type {Map<number, {element: HTMLElement, list: HTMLElement, count: HTMLElement}>} by the hour's start */
  #hours = new Map();
  /** @type {Map<string, HTMLElement>} */
  #days = new Map();

  constructor() {
    this.element = h('div', { class: 'timeline' });
  }

  /**
   * @param {any[]} events newest first
   * @param {boolean} ready whether they have been read
   * @param {HTMLElement} empty what to show when there are none
   * @param {(id: string) => string} address of the link to an event
   * @param {(id: string) => string} called what a camera is called
   */
  show(events, ready, empty, address, called) {
    const cards = new Map(
      events.map((event) => [event.id, this.#card(event, address(event.id), called(event.camera))]),
    );
    this.#cards = cards;
    if (!events.length) {
      keep(this.element, [ready ? empty : skeletons()]);
      return;
    }
    const hours = Map.groupBy(events, ({ start }) => hourOf(start));
    let day = '';
    const children = [];
    for (const [start, members] of hours) {
      if (dayName(start) !== day) {
        day = dayName(start);
        children.push(this.#day(day));
      }
      const hour = this.#hour(start);
      setText(hour.count, `${members.length} ${members.length === 1 ? 'event' : 'events'}`);
      keep(
        hour.list,
        members.map(({ id }) => /** @type {EventCard} */ (cards.get(id)).item),
      );
      children.push(hour.element);
    }
    keep(this.element, children);
  }

  /** @param {any} event @param {string} address @param {string} camera */
  #card(event, address, camera) {
    const card = this.#cards.get(event.id) ?? new EventCard(event);
    card.update(event, address, camera);
    return card;
  }

  /** @param {string} name */
  #day(name) {
    const heading = this.#days.get(name) ?? h('h2', { class: 'timeline-day' }, name);
    this.#days.set(name, heading);
    return heading;
  }

  /** @param {number} start */
  #hour(start) {
    let hour = this.#hours.get(start);
    if (!hour) {
      const list = h('ol', { class: 'event-grid' });
      const count = h('span');
      const heading = h('h3', {}, `${minuteTime(start)} – ${minuteTime(start + HOUR)}`, count);
      hour = { list, count, element: h('section', { class: 'timeline-hour' }, heading, list) };
      this.#hours.set(start, hour);
    }
    return hour;
  }
}

function skeletons() {
  return h(
    'div',
    { class: 'event-grid' },
    Array.from({ length: 8 }, () => h('div', { class: 'event-card-skeleton skeleton' })),
  );
}
