import { h } from './dom.js';

/**
 * One choice of a few, as a group of radio buttons.
 *
 * @param {string} label what is chosen, for screen readers
 * @param {[string, string][]} options value and text of each
 * @param {string} chosen value
 * @param {(value: string) => void} changed
 * @returns {HTMLElement}
 */
export function segmented(label, options, chosen, changed) {
  const name = `choice-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  return h(
    'fieldset',
    { class: 'segmented' },
    h('legend', { class: 'visually-hidden' }, label),
    options.map(([value, text]) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name, value, checked: value === chosen, on: { change: () => changed(value) } }),
        h('span', {}, text),
      ),
    ),
  );
}
