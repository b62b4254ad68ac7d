import { color } from '../core/colors.js';
import { fill, h, setText } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { segmented } from '../core/segmented.js';
import { ruleFields } from './rules.js';

/** @typedef {{name: string, classes: string[], directions: string[], rules: import('./rules.js').Rules}} Words */

/**
 * What is asked about a shape, what it would have counted, and the settings to copy.
 *
 * @param {{kind: (kind: string) => void, changed: () => void, add: () => void, remove: () => void, left: () => void}} calls
 * @returns {{element: HTMLElement, words: () => Words, problem: () => string, kind: (kind: string) => void, focus: () => void,
 *     classes: (names: string[]) => void, told: (text: string, isWrong: boolean) => void,
 *     yaml: (text: string, where: string) => void, savers: HTMLElement, fill: (keys: any) => void}} savers: where it is saved; fill:
 *     begins with the words of a saved shape, or with those of a new one
 */
export function form(calls) {
  const field = (label, value, testId) => {
    const input = h('input', { class: 'field', value, maxlength: 60, 'data-testid': testId, on: { input: calls.changed } });
    return { input, element: h('label', { class: 'labelled' }, h('span', {}, label), input) };
  };
  const name = field('Name', 'door', 'editor-name');
  const first = field('One way', 'in', 'editor-forward');
  const second = field('Other way', 'out', 'editor-back');
  const rules = ruleFields(calls.changed);
  const kinds = segmented(
    'What to draw',
    [
      ['zone', 'Zone'],
      ['line', 'Line'],
      ['mask', 'Mask'],
    ],
    'zone',
    calls.kind,
  );
  const classes = h('fieldset', { class: 'editor-classes' }, h('legend', { class: 'small muted' }, 'Classes; none: all'));
  const told = h('p', { class: 'editor-told', role: 'status', 'data-testid': 'editor-told' });
  const where = h('p', { class: 'muted small' });
  const yaml = h('textarea', {
    class: 'field mono editor-yaml',
    readonly: true,
    rows: 7,
    spellcheck: 'false',
    'aria-label': 'Settings to copy',
    'data-testid': 'editor-yaml',
  });
  const button = (text, testId, act) =>
    h('button', { class: 'button', type: 'button', 'data-testid': testId, on: { click: act } }, text);
  const addClass = (/** @type {string} */ each) => {
    const known = [...classes.querySelectorAll('input')].some(({ value }) => value === each);
    if (!known) {
      classes.append(choice(each, calls.changed));
    }
  };
  const savers = h('div');
  const copied = h('span', { role: 'status', class: 'small muted' });
  const copy = async () => {
    yaml.select();
    try {
      await navigator.clipboard.writeText(yaml.value);
      setText(copied, 'Copied.');
    } catch {
      // Only on a page from this machine or over TLS may a script do it.
      setText(copied, 'Selected: copy it with Ctrl-C.');
    }
  };
  return {
    element: h(
      'section',
      { class: 'card editor', 'aria-label': 'Draw a zone, a line or a mask', 'data-testid': 'editor' },
      h(
        'div',
        { class: 'card-head' },
        kinds.element,
        h('div', { class: 'view-tools' }, button('Add point', 'editor-add', calls.add), button('Delete point', 'editor-remove', calls.remove), button('Close', 'editor-close', calls.left)),
      ),
      h(
        'div',
        { class: 'card-body editor-body' },
        h('div', { class: 'editor-words' }, name.element, first.element, second.element),
        rules.element,
        classes,
        told,
        where,
        yaml,
        h('div', { class: 'editor-copy' }, h('button', { class: 'button primary', type: 'button', 'data-testid': 'editor-copy', on: { click: copy } }, icon('copy'), 'Copy'), copied),
        savers,
        h('p', { class: 'muted small' }, 'Click on the picture for each point, drag points, or move the selected one with the arrow keys (Shift: further). Enter ends, Delete removes a point, Escape closes.'),
      ),
    ),
    words: () => ({
      name: name.input.value.trim(),
      directions: [first.input.value.trim(), second.input.value.trim()],
      rules: rules.rules(),
      classes: [...classes.querySelectorAll('input:checked')].map((input) => /** @type {HTMLInputElement} */ (input).value),
    }),
    problem: () => (rules.element.hidden ? '' : rules.problem()),
    kind: (kind) => {
      kinds.update(kind);
      rules.element.hidden = kind !== 'zone';
      name.element.hidden = kind === 'mask';
      classes.hidden = kind === 'mask';
      first.element.hidden = kind !== 'line';
      second.element.hidden = kind !== 'line';
    },
    focus: () => name.input.focus(),
    savers,
    fill: (keys) => {
      name.input.value = keys?.name ?? 'door';
      [first.input.value, second.input.value] = keys?.directions ?? ['in', 'out'];
      rules.fill(keys);
      (keys?.classes ?? []).forEach((each) => addClass(each));
      for (const input of classes.querySelectorAll('input')) {
        input.checked = (keys?.classes ?? []).includes(input.value);
      }
    },
    classes: (names) => names.forEach((each) => addClass(each)),
    told: (text, isWrong) => {
      setText(told, text);
      told.classList.toggle('problem', isWrong);
    },
    yaml: (text, place) => {
      yaml.value = text;
      setText(where, place);
      fill(copied);
    },
  };
}

/** @param {string} name @param {() => void} changed */
function choice(name, changed) {
  const input = h('input', { type: 'checkbox', value: name, on: { change: changed } });
  return color(h('label', { class: 'editor-class' }, input, h('span', { class: 'swatch' }), name), name);
}
