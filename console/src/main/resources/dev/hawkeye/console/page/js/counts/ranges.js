import { span } from '../core/format.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Maximum number of windows in a chart: more than it has pixels for. */
const MOST = 400;
const STEPS = [10_000, 30_000, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, DAY];

/**
 * How far back a chart looks, and how long the windows are that it requests.
 *
 * @typedef {{id: string, name: string, millis: number, step: number}} Range
 */

/** @type {[string, string, number][]} */
const LENGTHS = [
  ['10m', '10 min', 10 * MINUTE],
  ['1h', '1 h', HOUR],
  ['6h', '6 h', 6 * HOUR],
  ['24h', '24 h', DAY],
  ['3d', '3 d', 3 * DAY],
  ['7d', '7 d', 7 * DAY],
  ['30d', '30 d', 30 * DAY],
];

/**
 * The ranges for which the aggregators keep windows; the last one is all that they keep.
 *
 * @param {{history: number, window: number}} site
 * @returns {Range[]}
 */
export function rangesOf({ history, window }) {
  const kept = LENGTHS.filter(([id, , millis]) => id === '10m' || millis <= history);
  const longest = kept[kept.length - 1][2];
  const all = history > longest * 1.1 ? [...kept, ['all', span(Math.floor(history / 1000)), history]] : kept;
  return all.map(([id, name, millis]) => ({
    id: String(id),
    name: String(name),
    millis: Number(millis),
    step: stepFor(Number(millis), window),
  }));
}

/** @param {number} millis @param {number} window */
function stepFor(millis, window) {
  return STEPS.find((step) => step >= window && millis / step <= MOST) ?? Math.max(window, Math.ceil(millis / MOST));
}

/** @param {{history: number, window: number}} site @param {string | null} id @returns {Range} with that id, otherwise the first */
export function rangeOf(site, id) {
  const ranges = rangesOf(site);
  return ranges.find((range) => range.id === id) ?? ranges[0];
}
