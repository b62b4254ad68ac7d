const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How far back a chart looks, and how long the windows are that it asks for: at most 400 of them.
 *
 * @typedef {{id: string, name: string, millis: number, step: number}} Range
 */

/** @type {Range[]} */
export const RANGES = [
  { id: '10m', name: '10 min', millis: 10 * MINUTE, step: 10_000 },
  { id: '1h', name: '1 h', millis: HOUR, step: 10_000 },
  { id: '6h', name: '6 h', millis: 6 * HOUR, step: MINUTE },
  { id: '24h', name: '24 h', millis: 24 * HOUR, step: 5 * MINUTE },
];

/** @param {string | null} id @returns {Range} the one of that id, else the first */
export const rangeOf = (id) => RANGES.find((range) => range.id === id) ?? RANGES[0];
