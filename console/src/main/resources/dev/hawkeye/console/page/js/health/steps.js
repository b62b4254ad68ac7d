import { fill, h, setText } from '../core/dom.js';
import { LOADING, latency } from '../core/format.js';

/** What each step is. */
const MEANING = {
  ingest: 'camera to Kafka',
  queue: 'waiting for the detector',
  decode: 'JPEG to pixels',
  letterbox: 'pixels to tensor',
  inference: 'the model',
  nms: 'dropping overlapping boxes',
  age: 'capture to result, in total',
};

/** Latency of each step in the last minute, p50 and p99. */
export class StepsCard {
  #body = h('tbody');
  /** @type {Map<string, {p50: Element, p99: Element, bar50: HTMLElement, bar99: HTMLElement}>} */
  #rows = new Map();
  #empty = h('p', { class: 'card-body muted' }, LOADING);
  #table = h(
    'table',
    { class: 'table steps' },
    h('caption', { class: 'visually-hidden' }, 'Latency per step, last minute, all cameras'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Step'),
        h('td', { class: 'wide' }),
        h('th', { scope: 'col', class: 'number' }, 'p50'),
        h('th', { scope: 'col', class: 'number' }, 'p99'),
      ),
    ),
    this.#body,
  );

  constructor() {
    this.element = h(
      'section',
      { class: 'card health-steps' },
      h(
        'div',
        { class: 'card-head' },
        h('h2', {}, 'Latency per step'),
        h('span', { class: 'muted small' }, 'last minute'),
      ),
      this.#table,
      this.#empty,
    );
  }

  /** @param {{step: string, p50: number, p99: number}[]} steps */
  update(steps) {
    this.#table.hidden = !steps.length;
    this.#empty.hidden = steps.length > 0;
    setText(this.#empty, 'No frame was analyzed in the last minute.');
    if (steps.length !== this.#rows.size || steps.some(({ step }) => !this.#rows.has(step))) {
      this.#rows.clear();
      fill(
        this.#body,
        steps.map((step) => this.#row(step)),
      );
    }
    const longest = Math.max(...steps.map(({ p99 }) => p99));
    for (const { step, p50, p99 } of steps) {
      const row = this.#rows.get(step);
      if (row) {
        setText(row.p50, latency(p50));
        setText(row.p99, latency(p99));
        row.bar50.style.width = `${(p50 / longest) * 100}%`;
        row.bar99.style.width = `${(p99 / longest) * 100}%`;
      }
    }
  }

  /** @param {{step: string}} step */
  #row({ step }) {
    const row = {
      p50: h('td', { class: 'number' }),
      p99: h('td', { class: 'number' }),
      bar50: h('span', { class: 'bar-p50' }),
      bar99: h('span', { class: 'bar-p99' }),
    };
    this.#rows.set(step, row);
    return h(
      'tr',
      { class: step === 'age' ? 'step-age' : null },
      h(
        'th',
        { scope: 'row' },
        step,
        Object.hasOwn(MEANING, step) && h('span', { class: 'step-meaning' }, MEANING[step]),
      ),
      h('td', { class: 'wide', 'aria-hidden': 'true' }, h('div', { class: 'step-bar' }, row.bar99, row.bar50)),
      row.p50,
      row.p99,
    );
  }
}
