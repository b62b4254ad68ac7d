import { h, setAttribute, setText } from '../core/dom.js';
import { latency, percent, rate, span, whole } from '../core/format.js';
import { liveness } from '../core/liveness.js';

/** @typedef {{value: string, note: string, tone?: string}} Figure */

/** Name and reading of each. @type {[string, (health: any, store: import('../core/store.js').Store) => Figure][]} */
const FIGURES = [
  ['Cameras live', live],
  [
    'Analyzed',
    (health, store) => ({
      value: rate(store.fps),
      note: [
        store.unchangedFps > 0 && `${rate(store.unchangedFps)} unchanged`,
        `up for ${span(Math.floor((health.now - health.started) / 1000))}`,
      ]
        .filter(Boolean)
        .join(', '),
    }),
  ],
  ['From capture to result', age],
  ['Bandwidth saved', saved],
  ['Detector lag', (health) => lag(health.lag.detector)],
  ['Aggregator lag', (health) => lag(health.lag.aggregator)],
];

/** The few figures that say how the site is doing. */
export class Figures {
  #cards = FIGURES.map(() => ({
    value: h('dd', { class: 'figure-value' }, '–'),
    note: h('dd', { class: 'figure-note muted' }, ' '),
  }));

  constructor() {
    this.element = h(
      'dl',
      { class: 'figures' },
      FIGURES.map(([name], i) =>
        h('div', { class: 'card figure' }, h('dt', {}, name), this.#cards[i].value, this.#cards[i].note),
      ),
    );
  }

  /** @param {any} health @param {import('../core/store.js').Store} store */
  update(health, store) {
    FIGURES.forEach(([, read], i) => {
      const { value, note, tone } = read(health, store);
      setText(this.#cards[i].value, value);
      setText(this.#cards[i].note, note);
      setAttribute(this.#cards[i].value, 'data-tone', tone ?? '');
    });
  }
}

/** @param {any} health @param {import('../core/store.js').Store} store @returns {Figure} */
function live(health, store) {
  const { live, expected, over, failed, away } = liveness(store.cameras.values());
  const overloaded = [...store.cameras.values()].filter(store.isOverloaded).length;
  const note = [
    failed && `${failed} failed`,
    overloaded && `${overloaded} overloaded`,
    away && `${away} connecting`,
    over && `${over} ended`,
  ].filter(Boolean);
  return {
    value: `${live} / ${expected}`,
    note: note.join(', ') || 'none in trouble',
    tone: failed || overloaded ? 'bad' : away ? 'warn' : undefined,
  };
}

/** @param {any} health @returns {Figure} */
function age(health) {
  const step = health.steps.find((each) => each.step === 'age');
  return step
    ? { value: latency(step.p50), note: `p50; p99 ${latency(step.p99)}` }
    : { value: '–', note: 'no frame in the last minute' };
}

/** @param {any} health @returns {Figure} */
function saved(health) {
  const share = health.bytes.savedPercent;
  return share === null
    ? { value: '–', note: 'nothing produced yet' }
    : { value: percent(share), note: 'uploaded versus produced' };
}

/** @param {number | null} records @returns {Figure} */
function lag(records) {
  if (records === null) {
    return { value: '–', note: 'unknown' };
  }
  return { value: whole(records), note: records === 1 ? 'record behind' : 'records behind' };
}
