import { h, setText } from '../core/dom.js';
import { bytes, percent } from '../core/format.js';

/** @type {['produced' | 'frames' | 'uploaded', string][]} */
const KINDS = [
  ['produced', 'Cameras produced'],
  ['frames', 'Pictures into Kafka'],
  ['uploaded', 'Uploaded'],
];

/** Bytes that cameras produced versus bytes that left the site. */
export class BytesCard {
  #saved = h('p', { class: 'saved', 'data-testid': 'saved' }, '–');
  #values = KINDS.map(() => h('dd'));
  #bars = KINDS.map(([kind]) => h('span', { class: `byte-bar ${kind}` }));

  constructor() {
    this.element = h(
      'section',
      { class: 'card health-bytes' },
      h('div', { class: 'card-head' }, h('h2', {}, 'Bytes')),
      h(
        'div',
        { class: 'card-body bytes' },
        this.#saved,
        h(
          'dl',
          {},
          KINDS.map(([, name], i) =>
            h(
              'div',
              { class: 'byte-row' },
              h('dt', {}, name),
              this.#values[i],
              h('dd', { class: 'byte-track', 'aria-hidden': 'true' }, this.#bars[i]),
            ),
          ),
        ),
      ),
    );
  }

  /** @param {{produced: number, frames: number, uploaded: number, savedPercent: number | null}} counted */
  update(counted) {
    const { savedPercent } = counted;
    setText(
      this.#saved,
      savedPercent === null ? 'Nothing produced yet' : `${percent(savedPercent)} of the bandwidth saved`,
    );
    const most = Math.max(1, ...KINDS.map(([kind]) => counted[kind]));
    KINDS.forEach(([kind], i) => {
      setText(this.#values[i], bytes(counted[kind]));
      this.#bars[i].style.width = `${(counted[kind] / most) * 100}%`;
    });
  }
}
