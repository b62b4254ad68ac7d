import { fill, h } from './dom.js';

/**
 * A labeled select whose options may change while the selection stays.
 *
 * @param {string} label
 * @param {string} all text of the option for everything, whose value is empty
 * @param {(value: string) => void} changed
 * @param {string} testId
 * @returns {{element: HTMLElement, update: (values: string[], chosen: string, textOf?: (value: string) => string) => void}}
 *     textOf: what is shown for a value, itself unless it is given
 */
export function labelledSelect(label, all, changed, testId) {
  const select = h('select', {
    class: 'field',
    'aria-label': label,
    'data-testid': testId,
    on: { change: () => changed(select.value) },
  });
  return {
    element: h('label', { class: 'labelled' }, h('span', { class: 'words' }, label), select),
    update: (values, chosen, textOf = (value) => value) => {
      const shown = chosen && !values.includes(chosen) ? [...values, chosen] : values;
      const names = shown.map((value) => `${value}\t${textOf(value)}`).join('\n');
      if (select.dataset.names !== names) {
        select.dataset.names = names;
        fill(
          select,
          h('option', { value: '' }, all),
          shown.map((value) => h('option', { value, dir: 'auto' }, textOf(value))),
        );
      }
      select.value = chosen;
    },
  };
}
