import { color } from '../core/colors.js';
import { fill, h, setText } from '../core/dom.js';
import { clockTime, oneDigit } from '../core/format.js';
import { followLatest } from './latest.js';

/**
 * The counts of one camera now: the report of the last frame, that of the newest window, and figures for each of its
 * classes.
 *
 * @param {import('../main.js').App} app
 * @param {string} camera
 * @param {AbortSignal} signal
 * @returns {{element: HTMLElement, hide: (classes: Set<string>) => void}}
 */
export function countsNow(app, camera, signal) {
  const frame = h('dd', { 'data-testid': 'frame-report', 'data-camera': camera }, '–');
  const report = h('dd', { 'data-testid': 'window-report', 'data-camera': camera }, '–');
  const when = h('dt', {}, 'Last window');
  const body = h('tbody');
  /** @type {Map<string, HTMLElement[]>} */
  const cells = new Map();
  let hidden = new Set();
  const applyHidden = () => {
    for (const row of /** @type {Iterable<HTMLElement>} */ (body.children)) {
      row.hidden = hidden.has(row.dataset.class ?? '');
    }
  };

  const showFrame = () => {
    const detection = app.store.detections.get(camera);
    if (detection) {
      setText(frame, detection.report);
    }
  };
  app.clock.everySecond(showFrame, signal);

  followLatest(app, camera, signal, (window) => {
    setText(when, `Window from ${clockTime(window.start)}${window.final ? ', peak' : ', peak so far'}`);
    setText(report, reportOf(window.classes));
    const counts = new Map(window.classes.map((count) => [count.className, count]));
    addRows(body, cells, [...counts.keys()]);
    applyHidden();
    for (const [name, [objects, mean, peak, share]] of cells) {
      const count = counts.get(name) ?? { objects: 0, mean: 0, peak: 0, framesWith: 0 };
      setText(objects, count.objects);
      setText(mean, oneDigit(count.mean));
      setText(peak, count.peak);
      setText(share, count.framesWith);
    }
  });

  const element = h(
    'div',
    { class: 'counts-now' },
    h('dl', { class: 'reports' }, h('div', {}, h('dt', {}, 'Last frame'), frame), h('div', {}, when, report)),
    h(
      'table',
      { class: 'table counts-table' },
      h('caption', { class: 'visually-hidden' }, `Counts of the newest window, ${camera}`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Class', 'Objects', 'Average', 'Peak', 'Frames with'].map((name, i) =>
            h('th', { scope: 'col', class: i ? 'number' : 'wide' }, name),
          ),
        ),
      ),
      body,
    ),
  );
  return {
    element,
    hide: (classes) => {
      hidden = classes;
      applyHidden();
    },
  };
}

/** @param {any[]} classes @returns {string} the peak of each class, such as: car 5, person 3 */
function reportOf(classes) {
  const seen = classes
    .filter(({ peak }) => peak > 0)
    .sort((a, b) => b.peak - a.peak || (a.className < b.className ? -1 : 1));
  return seen.map(({ className, peak }) => `${className} ${peak}`).join(', ') || 'nothing';
}

/** @param {HTMLElement} body @param {Map<string, HTMLElement[]>} cells @param {string[]} names */
function addRows(body, cells, names) {
  const added = names.filter((name) => !cells.has(name));
  if (!added.length) {
    return;
  }
  for (const name of added) {
    cells.set(
      name,
      Array.from({ length: 4 }, () => h('td', { class: 'number' })),
    );
  }
  const sorted = [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
  fill(
    body,
    sorted.map(([name, row]) =>
      h(
        'tr',
        { 'data-class': name },
        h(
          'th',
          { scope: 'row' },
          color(h('span', { class: 'class-name' }, h('span', { class: 'swatch' }), name), name),
        ),
        row,
      ),
    ),
  );
}
