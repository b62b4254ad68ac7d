import { fill, h } from '../core/dom.js';
import { clockTime, dayAndMinute } from '../core/format.js';
import { classesOf } from './series.js';

const DAY = 24 * 3_600_000;

/**
 * The same as the chart, in readable form: a row per window, newest first.
 *
 * @param {HTMLElement} element that it fills
 * @param {string} camera
 * @param {any[]} windows oldest first
 * @param {import('./settings.js').Settings} settings
 */
export function windowTable(element, camera, windows, { measure, hidden, range }) {
  const names = classesOf(windows).filter((name) => !hidden.has(name));
  const time = range.millis > DAY ? dayAndMinute : clockTime;
  fill(
    element,
    h(
      'table',
      { class: 'table', 'data-testid': 'window-table' },
      h('caption', { class: 'visually-hidden' }, `${measure.words} per window, ${camera}`),
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
        windows.toReversed().map((window) => row(window, names, measure, time(window.start))),
      ),
    ),
  );
}

/** @param {any} window @param {string[]} names @param {import('./measures.js').Measure} measure @param {string} from */
function row(window, names, measure, from) {
  const values = new Map(window.classes.map((count) => [count.className, count[measure.id]]));
  return h(
    'tr',
    { 'data-window-start': window.start, 'data-final': String(window.final) },
    h('th', { scope: 'row' }, from),
    names.map((name) =>
      h(
        'td',
        { class: 'number', 'data-class': name },
        measure.text(values.get(name) ?? 0),
      ),
    ),
    h('td', { class: 'number', 'data-testid': 'frames' }, window.framesAnalysed),
  );
}
