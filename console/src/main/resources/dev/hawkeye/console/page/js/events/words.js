import { clockTime, confidence, span } from '../core/format.js';

/** @param {any} event @returns {string} such as 12 s, or ongoing */
export function lasting(event) {
  return event.end === null ? 'ongoing' : span(Math.max(0, Math.round((event.end - event.start) / 1000)));
}

/** @param {any} event @param {string} camera what it is called @returns {string} what a picture of it shows */
export function described(event, camera) {
  return `${event.className} at ${camera}, ${clockTime(event.start)}`;
}

/** @param {any} event @returns {[string, string][]} name and value of what else is known */
export function details(event) {
  return [
    ['From', clockTime(event.start)],
    ...(event.end === null ? [] : /** @type {[string, string][]} */ ([['To', clockTime(event.end)]])),
    ['Lasted', lasting(event)],
    ['Peak', String(event.peak)],
    ['Confidence', confidence(event.confidence)],
    ['Uploaded', event.uploaded ? 'yes' : `no: ${event.notUploadedReason ?? 'not yet'}`],
  ];
}
