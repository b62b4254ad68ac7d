/**
 * Turns windows into lines of a chart. A window without a class counts as zero of it; a missing window is a gap.
 *
 * @param {any[]} windows oldest first
 * @param {'objects' | 'mean' | 'peak'} measure
 * @param {number} step length of a window, milliseconds
 * @returns {{times: number[], lines: Map<string, (number | null)[]>}} times are the starts, one value each per class
 */
export function seriesOf(windows, measure, step) {
  const names = classesOf(windows);
  /** @type {number[]} */
  const times = [];
  /** @type {Map<string, (number | null)[]>} */
  const lines = new Map(names.map((name) => [name, []]));
  windows.forEach((window, i) => {
    if (i > 0 && window.start - windows[i - 1].start > step * 1.5) {
      times.push(windows[i - 1].start + step);
      lines.forEach((line) => line.push(null));
    }
    times.push(window.start);
    const values = new Map(window.classes.map((count) => [count.className, count[measure]]));
    lines.forEach((line, name) => line.push(values.get(name) ?? 0));
  });
  return { times, lines };
}

/** @param {any[]} windows @returns {string[]} names of all classes, in alphabetical order */
export function classesOf(windows) {
  return [...new Set(windows.flatMap((window) => window.classes.map(({ className }) => className)))].sort();
}
