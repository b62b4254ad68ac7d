import { fill, h } from '../core/dom.js';
import { LOADING } from '../core/format.js';
import { icon } from '../core/icons.js';

const COPIED_MILLIS = 1500;

/** Which model analyzes the frames. */
export class ModelCard {
  #body = h('div', { class: 'card-body', 'data-testid': 'model' }, h('p', { class: 'muted' }, LOADING));
  #shown = '';

  constructor() {
    this.element = h(
      'section',
      { class: 'card health-model' },
      h('div', { class: 'card-head' }, h('h2', {}, 'Model')),
      this.#body,
    );
  }

  /** @param {{name: string, sha256: string, precision: string | null} | null} model */
  update(model) {
    const state = JSON.stringify(model);
    if (state === this.#shown) {
      return;
    }
    this.#shown = state;
    fill(this.#body, model ? facts(model) : h('p', { class: 'muted' }, 'No frame has been analyzed yet.'));
  }
}

/** @param {{name: string, sha256: string, precision: string | null}} model */
function facts({ name, sha256, precision }) {
  const copy = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Copy the digest', title: 'Copy the digest' },
    icon('copy'),
  );
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(sha256);
    fill(copy, icon('check'));
    setTimeout(() => fill(copy, icon('copy')), COPIED_MILLIS);
  });
  return h(
    'dl',
    { class: 'model' },
    h('div', {}, h('dt', {}, 'Name'), h('dd', {}, name)),
    h('div', {}, h('dt', {}, 'Precision'), h('dd', {}, precision ?? 'unknown')),
    h(
      'div',
      {},
      h('dt', {}, 'SHA-256'),
      h('dd', { class: 'digest' }, h('span', { class: 'mono' }, sha256), navigator.clipboard && copy),
    ),
  );
}
