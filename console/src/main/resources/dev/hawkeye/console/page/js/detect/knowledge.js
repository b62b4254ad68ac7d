import { color } from '../core/colors.js';
import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const AGAIN_MILLIS = 2000;

/**
 * What this console's model knows, so that it is clear what it makes of other pictures.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function knowledge(app, signal) {
  const element = h('section', { class: 'card knowledge', 'aria-label': 'The model', 'data-testid': 'try-model' });
  const load = async () => {
    try {
      fill(element, model(await app.api.json('/api/model', { signal })));
    } catch (error) {
      if (!signal.aborted) {
        const { message } = /** @type {Error} */ (error);
        fill(element, h('div', { class: 'card-body' }, h('p', { class: 'problem' }, icon('failed'), message)));
        setTimeout(() => signal.aborted || load(), AGAIN_MILLIS);
      }
    }
  };
  load();
  return element;
}

/** @param {{name: string, precision: string, classes: string[], description: string | null}} model */
function model({ name, precision, classes, description }) {
  const of = classes.length === 1 ? 'one class' : `${classes.length} classes`;
  return [
    h('div', { class: 'card-head' }, h('h2', {}, `${name} knows ${of}`), h('span', { class: 'muted small' }, precision)),
    h(
      'div',
      { class: 'card-body' },
      description && h('p', { class: 'knowledge-description' }, description),
      h(
        'ul',
        { class: 'knowledge-classes' },
        classes.map((each) => color(h('li', {}, h('span', { class: 'swatch' }), each), each)),
      ),
      h('p', { class: 'muted small' }, 'It mistakes anything else in a picture for one of these, or does not see it.'),
    ),
  ];
}
