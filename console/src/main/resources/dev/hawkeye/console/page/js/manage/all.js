import { h, setText } from '../core/dom.js';

/** Key of the settings, where the answer of the server has it, and what it is. @type {[string, string, string][]} */
const TEXTS = [
  ['camera-defaults', 'defaults', 'Keys of camera-defaults, such as {"fps": 2}; a camera\'s own value takes precedence'],
  ['values', 'values', 'Other keys for all cameras, by path, such as {"aggregator.confirm": 3}'],
  ['profiles', 'profiles', 'Profiles by name, such as {"night": {"when": ["22:00-06:00"], "camera-defaults": {"fps": 2}}}'],
];

/**
 * What holds for all cameras, as JSON with the keys of hawkeye.yaml.
 *
 * @param {any} settings
 * @param {(edits: {key: string, value: any}[]) => Promise<void>} save
 * @returns {HTMLElement}
 */
export function allForm(settings, save) {
  const fields = TEXTS.map(([key, field, label]) => {
    const input = h('textarea', { class: 'field mono', rows: 6, spellcheck: 'false', 'data-testid': `all-${key}`, 'aria-describedby': `wrong-${key}` });
    const before = JSON.stringify(settings[field], null, 2);
    input.value = before === '{}' ? '' : before;
    const wrong = h('span', { class: 'manage-wrong', role: 'alert', id: `wrong-${key}` });
    return { key, input, before: input.value, wrong, element: h('label', { class: 'manage-field' }, h('span', {}, label), input, wrong) };
  });
  const edits = () => {
    const changed = fields.filter(({ input, before }) => input.value !== before);
    return changed.map(({ key, input, wrong }) => {
      setText(wrong, '');
      try {
        return { key, value: JSON.parse(input.value || '{}') };
      } catch (error) {
        setText(wrong, `Not JSON: ${/** @type {Error} */ (error).message}`);
        input.focus();
        return null;
      }
    });
  };
  const submit = (event) => {
    event.preventDefault();
    const changed = edits();
    if (changed.length && !changed.includes(null)) {
      save(/** @type {any} */ (changed));
    }
  };
  return h(
    'form',
    { class: 'manage-form', on: { submit } },
    fields.map(({ element }) => element),
    h('div', {}, h('button', { class: 'button primary', type: 'submit', 'data-testid': 'all-save' }, 'Save')),
  );
}
