const MOST_AT_ONCE = 3;

/** @type {(() => void)[]} */
const waiting = [];
let running = 0;

/**
 * Runs a request when fewer than three others are running, so that sixty-four charts do not all ask at once.
 *
 * @template T
 * @param {() => Promise<T>} request
 * @returns {Promise<T>}
 */
export async function inTurn(request) {
  if (running >= MOST_AT_ONCE) {
    await new Promise((resolve) => waiting.push(() => resolve(undefined)));
  }
  running++;
  try {
    return await request();
  } finally {
    running--;
    waiting.shift()?.();
  }
}
