import { h, setText } from '../core/dom.js';
import { whole } from '../core/format.js';

const FATES = /** @type {const} */ (['detected', 'unchanged', 'shed', 'failed']);

/** How many frames had which fate: a bar to look at, figures to read. */
export class FatesBar {
  #parts = FATES.map((fate) => h('span', { class: `fate-part ${fate}` }));
  #figures = FATES.map(() => h('b'));

  constructor() {
    this.element = h(
      'div',
      { class: 'fates' },
      h('div', { class: 'fates-bar', 'aria-hidden': 'true' }, this.#parts),
      h(
        'ul',
        { class: 'fates-figures' },
        FATES.map((fate, i) => h('li', { class: `fate ${fate}` }, this.#figures[i], ` ${fate}`)),
      ),
    );
  }

  /** @param {{detected: number, unchanged: number, shed: number, failed: number}} fates */
  update(fates) {
    FATES.forEach((fate, i) => {
      this.#parts[i].style.flexGrow = String(fates[fate]);
      setText(this.#figures[i], whole(fates[fate]));
    });
  }
}
