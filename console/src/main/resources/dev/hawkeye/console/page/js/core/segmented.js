import { h } from './dom.js';

/**
 * A choice between a few options, as a group of radio buttons.
 *
 * @param {string} label what is chosen, for screen readers
 * @param {[string, string][]} options value and text of each
 * @param {string} chosen value
 * @param {(value: string) => void} changed
 * @returns {{element: HTMLElement, update: (chosen: string) => void}}
 */
export function segmented(label, options, chosen, changed) {
  const name = `choice-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const inputs = options.map(([value]) =>
    h('input', { type: 'radio', name, value, checked: value === chosen, on: { change: () => changed(value) } }),
  );
  return {
    element: h(
      'fieldset',
      { class: 'segmented' },
      h('legend', { class: 'visually-hidden' }, label),
      options.map(([, text], i) => h('label', {}, inputs[i], h('span', {}, text))),
    ),
    update: (value) => {
      for (const input of inputs) {
        input.checked = input.value === value;
      }
    },
  };
}
