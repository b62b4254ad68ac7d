import { inZone } from './zone.js';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TWO = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** @param {number} value */
export const whole = (value) => WHOLE.format(value);

/** @param {number} value with one digit after the decimal point */
export const oneDigit = (value) => ONE.format(value);

/** @param {number} at epoch milliseconds @returns {string} such as 14:03:25 */
export const clockTime = (at) => inZone(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** @param {number} at epoch milliseconds @returns {string} such as 14:03 */
export const minuteTime = (at) => inZone(at, { hour: '2-digit', minute: '2-digit' });

/** @param {number} at epoch milliseconds @returns {string} such as Wednesday 25 November */
export const dayName = (at) => inZone(at, { weekday: 'long', day: 'numeric', month: 'long' });

/** @param {number} at epoch milliseconds @returns {string} such as 25 Nov */
export const dayOf = (at) => inZone(at, { day: 'numeric', month: 'short' });

/** @param {number} at epoch milliseconds @returns {string} such as 25 Nov, 14:03 */
export const dayAndMinute = (at) =>
  inZone(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** @param {number} at epoch milliseconds @returns {string} date and time */
export const moment = (at) => inZone(at, { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {number | null | undefined} millis @returns {string} such as 104 ms or 1.2 s; a dash when unknown */
export function latency(millis) {
  if (millis === null || millis === undefined) {
    return '–';
  }
  if (millis < 10) {
    return `${ONE.format(millis)} ms`;
  }
  return millis < 1000 ? `${WHOLE.format(millis)} ms` : duration(millis);
}

/** @param {number} frames @returns {string} such as 9.8, or 0.03 rather than nothing */
export const perSecond = (frames) => (frames > 0 && frames < 0.1 ? TWO : ONE).format(frames);

/** @param {number} frames per second @returns {string} such as 9.8 fps: the one way to show a rate */
export const rate = (frames) => `${perSecond(frames)} fps`;

/** @param {number | null | undefined} millis @returns {string} such as 104 ms old; empty when unknown */
export const age = (millis) => (millis === null || millis === undefined ? '' : `${latency(millis)} old`);

/** @param {number} millis @returns {string} such as 12 s, 3 min or 2 h 5 min */
function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 10 && millis % 1000 !== 0 && millis > 0) {
    return `${ONE.format(millis / 1000)} s`;
  }
  return span(seconds);
}

/** @param {number} seconds whole ones @returns {string} the two largest units, such as 2 h 5 min */
export function span(seconds) {
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  }
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`;
}

/** @param {number} millis @returns {string} how long somebody stayed: 12 s, 1 min 15 s, or from ten minutes on as a span */
export function dwell(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const fine = seconds >= 60 && seconds < 600 && seconds % 60;
  return fine ? `${span(seconds)} ${fine} s` : span(seconds);
}

/** @param {number} count @returns {string} such as 1.4 GB, in powers of 1000 */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 100 ? ONE.format(value) : WHOLE.format(value)} ${UNITS[unit]}`;
}

/** @param {number} share 0 to 100 @returns {string} such as 97.1 % */
export function percent(share) {
  return `${share > 0 && share < 100 ? ONE.format(Math.min(share, 99.9)) : WHOLE.format(share)} %`;
}

/** @param {number} confidence 0 to 1 @returns {string} such as 0.91 */
export const confidence = (confidence) => confidence.toFixed(2);

/** Shown where nothing is known yet, so that it is not mistaken for zero. */
export const LOADING = 'Loading …';
