import { fill, h } from '../core/dom.js';
import { clockTime, oneDigit } from '../core/format.js';
import { classesOf } from './series.js';

/**
 * The same as the chart, to be read: a row per window, newest first.
 *
 * @param {HTMLElement} element that it fills
 * @param {string} camera
 * @param {any[]} windows oldest first
 * @param {'mean' | 'peak'} measure
 */
export function windowTable(element, camera, windows, measure) {
  const names = classesOf(windows);
  fill(
    element,
    h(
      'table',
      { class: 'table', 'data-testid': 'window-table' },
      h('caption', { class: 'visually-hidden' }, `${measure === 'mean' ? 'Average' : 'Peak'} per window, ${camera}`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Window from'),
          names.map((name) => h('th', { scope: 'col', class: 'number' }, name)),
          h('th', { scope: 'col', class: 'number' }, 'Frames'),
        ),
      ),
      h(
        'tbody',
        {},
        windows.toReversed().map((window) => row(window, names, measure)),
      ),
    ),
  );
}

/** @param {any} window @param {string[]} names @param {'mean' | 'peak'} measure */
function row(window, names, measure) {
  const values = new Map(window.classes.map((count) => [count.className, count[measure]]));
  return h(
    'tr',
    { 'data-window-start': window.start, 'data-final': String(window.final) },
    h('th', { scope: 'row' }, clockTime(window.start)),
    names.map((name) =>
      h(
        'td',
        { class: 'number', 'data-class': name },
        measure === 'mean' ? oneDigit(values.get(name) ?? 0) : (values.get(name) ?? 0),
      ),
    ),
    h('td', { class: 'number', 'data-testid': 'frames' }, window.framesAnalysed),
  );
}
