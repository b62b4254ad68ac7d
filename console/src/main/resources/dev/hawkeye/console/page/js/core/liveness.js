/** Something is wrong with these, or not right yet. */
const TROUBLE = new Set(['CONNECTING', 'RECONNECTING', 'FAILED']);
/** These are not expected to send any more pictures: nothing is wrong with them. */
const OVER = new Set(['ENDED', 'STOPPED']);

/** @param {any} camera @returns {boolean} whether it needs attention */
export const isInTrouble = (camera) => camera.silent || TROUBLE.has(camera.state);

/** @param {any} camera @returns {boolean} whether it sends pictures, as it should */
export const isStreaming = (camera) => camera.state === 'STREAMING';

/** @param {any} camera @returns {boolean} whether no new pictures are expected from it now */
export const isQuiet = (camera) => isInTrouble(camera) || OVER.has(camera.state);

/**
 * @param {Iterable<any>} cameras
 * @returns {{live: number, expected: number, over: number, failed: number, away: number}} expected: those that should
 *     be live; over: ended or stopped; away: connecting, or silent
 */
export function liveness(cameras) {
  const count = { live: 0, expected: 0, over: 0, failed: 0, away: 0 };
  for (const { state, silent } of cameras) {
    count.live += state === 'STREAMING' && !silent ? 1 : 0;
    count.failed += state === 'FAILED' && !silent ? 1 : 0;
    count.away += state === 'CONNECTING' || state === 'RECONNECTING' || silent ? 1 : 0;
    count.over += OVER.has(state) ? 1 : 0;
    count.expected += OVER.has(state) ? 0 : 1;
  }
  return count;
}
