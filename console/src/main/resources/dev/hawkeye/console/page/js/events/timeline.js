import { fill, h } from '../core/dom.js';
import { dayName } from '../core/format.js';
import { EventCard } from './card.js';

const HOUR = 3_600_000;

/** Events by day and hour, newest first. Cards stay while their event is shown, so that pictures do not load twice. */
export class Timeline {
  #address;
  /** @type {Map<string, EventCard>} */
  #cards = new Map();
  #shown = '';

  /** @param {(id: string) => string} address of the link to an event */
  constructor(address) {
    this.#address = address;
    this.element = h('div', { class: 'timeline' });
  }

  /**
   * @param {any[]} events newest first
   * @param {boolean} ready whether they were read
   * @param {HTMLElement} empty what to show when there are none
   */
  show(events, ready, empty) {
    if (!events.length) {
      this.#shown = '';
      this.#cards.clear();
      fill(this.element, ready ? empty : skeletons());
      return;
    }
    for (const event of events) {
      const card = this.#cards.get(event.id);
      if (card) {
        card.update(event);
      } else {
        this.#cards.set(event.id, new EventCard(event, this.#address(event.id)));
      }
    }
    const shown = events.map(({ id }) => id).join();
    if (shown !== this.#shown) {
      this.#shown = shown;
      fill(this.element, this.#hours(events));
      this.#forget(events);
    }
  }

  /** @param {any[]} events */
  #hours(events) {
    const hours = new Map();
    for (const event of events) {
      const hour = Math.floor(event.start / HOUR) * HOUR;
      hours.set(hour, [...(hours.get(hour) ?? []), event]);
    }
    let day = '';
    return [...hours].map(([hour, members]) => {
      const name = dayName(hour);
      const heading = name === day ? null : h('h2', { class: 'timeline-day' }, name);
      day = name;
      const from = new Date(hour).getHours();
      return [
        heading,
        h(
          'section',
          { class: 'timeline-hour' },
          h('h3', {}, `${two(from)}:00 – ${two((from + 1) % 24)}:00`, h('span', {}, `${members.length} ${members.length === 1 ? 'event' : 'events'}`)),
          h('ol', { class: 'event-grid' }, members.map(({ id }) => h('li', {}, this.#cards.get(id)?.element))),
        ),
      ];
    });
  }

  /** @param {any[]} events that stay */
  #forget(events) {
    const ids = new Set(events.map(({ id }) => id));
    for (const id of this.#cards.keys()) {
      if (!ids.has(id)) {
        this.#cards.delete(id);
      }
    }
  }
}

/** @param {number} value */
const two = (value) => String(value).padStart(2, '0');

function skeletons() {
  return h('div', { class: 'event-grid' }, Array.from({ length: 8 }, () => h('div', { class: 'event-card-skeleton skeleton' })));
}
