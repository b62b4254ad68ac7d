import { h, setText } from '../core/dom.js';

/** Key of the settings, where the answer of the server has it, and what it is. @type {[string, string, string][]} */
const TEXTS = [
  ['camera-defaults', 'defaults', 'Keys of camera-defaults, such as {"fps": 2}; a camera\'s own value takes precedence'],
  ['values', 'values', 'Other keys for all cameras, by path, such as {"aggregator.confirm": 3}'],
  ['profiles', 'profiles', 'Profiles by name, such as {"night": {"when": ["22:00-06:00"], "camera-defaults": {"fps": 2}}}'],
];

/**
 * What holds for all cameras, as JSON with the keys of hawkeye.yaml. What somebody has typed stays until it is saved.
 *
 * @param {(edits: {key: string, value: any}[], based: any) => Promise<void>} save based: the settings that were shown
 * @returns {{element: HTMLElement, update: (settings: any) => void, taken: () => void}} update: shows the settings; taken: what
 *     was typed is saved
 */
export function allForm(save) {
  let based = /** @type {any} */ (null);
  const fields = TEXTS.map(([key, field, label]) => {
    const input = h('textarea', { class: 'field mono', rows: 6, spellcheck: 'false', 'data-testid': `all-${key}`, 'aria-describedby': `wrong-${key}` });
    const wrong = h('span', { class: 'manage-wrong', role: 'alert', id: `wrong-${key}` });
    return { key, field, input, before: '', wrong, element: h('label', { class: 'manage-field' }, h('span', {}, label), input, wrong) };
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
    if (based && changed.length && !changed.includes(null)) {
      save(/** @type {any} */ (changed), based);
    }
  };
  return {
    element: h(
      'form',
      { class: 'manage-form', on: { submit } },
      fields.map(({ element }) => element),
      h('div', {}, h('button', { class: 'button primary', type: 'submit', 'data-testid': 'all-save' }, 'Save')),
    ),
    update: (settings) => {
      based = settings;
      for (const each of fields) {
        const text = JSON.stringify(settings[each.field], null, 2);
        const now = text === '{}' ? '' : text;
        if (each.input.value === each.before) {
          each.input.value = now;
        } else if (now !== each.before) {
          setText(each.wrong, `Somebody else has changed this. It is now ${text} Save again to replace that.`);
        }
        each.before = now;
      }
    },
    taken: () => {
      for (const each of fields) {
        each.before = each.input.value;
      }
    },
  };
}
