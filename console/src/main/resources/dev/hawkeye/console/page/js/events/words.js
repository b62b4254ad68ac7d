import { clockTime, confidence, dwell, span, whole } from '../core/format.js';

/** What each type of event is called, in the order of the filter. @type {Record<string, string>} */
export const TYPES = {
  APPEARED: 'appeared',
  LEFT: 'left',
  ENTERED: 'entered',
  EXITED: 'exited',
  CROSSED: 'crossed',
  LOITERING: 'loitering',
  OCCUPANCY: 'full',
};
/** These last until the object is gone, or the zone has room again. */
const LASTING = new Set(['APPEARED', 'ENTERED', 'OCCUPANCY']);

/** @param {number} millis @returns {string} such as 12 s */
const seconds = (millis) => span(Math.max(0, Math.round(millis / 1000)));

/** @param {any} event @returns {boolean} whether it is not over yet */
export const isOngoing = (event) => event.end === null && LASTING.has(event.type);

/** @param {any} event @returns {string} how long it lasted, such as 12 s, or ongoing; empty for what happens in a moment */
export function lasting(event) {
  if (event.dwellMillis !== null) {
    return dwell(event.dwellMillis);
  }
  if (isOngoing(event)) {
    return 'ongoing';
  }
  return event.end === null || event.end === event.start ? '' : seconds(event.end - event.start);
}

/** @param {any} event @returns {string} what it is about, such as car #12, or the zone that is full */
export function subject(event) {
  if (event.type === 'OCCUPANCY') {
    return event.zone;
  }
  return event.number ? `${event.className} #${event.number}` : event.className;
}

/** @param {any} event @returns {string} what happened, such as: entered door, or: crossed gate, in */
export function happened(event) {
  switch (event.type) {
    case 'ENTERED':
      return `entered ${event.zone}`;
    case 'EXITED':
      return `was in ${event.zone}`;
    case 'CROSSED':
      return `crossed ${event.line}, ${event.direction}`;
    case 'LOITERING':
      return `loiters in ${event.zone}`;
    case 'OCCUPANCY':
      return `${event.end === null ? 'is' : 'was'} full, ${whole(event.occupancy ?? event.peak)} inside`;
    default:
      return event.end === null ? 'appeared' : 'was there';
  }
}

/** @param {any} event @param {string} camera what it is called @returns {string} what a picture of it shows */
export function described(event, camera) {
  return `${subject(event)} ${happened(event)} at ${camera}, ${clockTime(event.start)}`;
}

/** @param {any} event @returns {[string, string][]} name and value of what else is known */
export function details(event) {
  /** @type {[string, string | null][]} */
  const all = [
    ['What', happened(event)],
    ['From', clockTime(event.start)],
    ['To', event.end === null || event.end === event.start ? null : clockTime(event.end)],
    [event.dwellMillis === null ? 'Lasted' : 'Was there for', lasting(event) || null],
    ['Peak', event.number ? null : String(event.peak)],
    ['Confidence', event.type === 'OCCUPANCY' ? null : confidence(event.confidence)],
    ['Clip', event.noClipReason && `none: ${event.noClipReason}`],
    ['Uploaded', event.uploaded ? 'yes' : `no: ${event.notUploadedReason ?? 'not yet'}`],
  ];
  return /** @type {[string, string][]} */ (all.filter(([, value]) => value !== null));
}
