const EVERY = 3000;

/**
 * Asks now, and then again and again until the signal ends it.
 *
 * @param {() => Promise<any>} ask
 * @param {(answer: any) => void} answered
 * @param {(error: Error) => void} failed
 * @param {AbortSignal} signal
 * @returns {() => Promise<void>} asks at once
 */
export function polling(ask, answered, failed, signal) {
  let last = '';
  const look = async () => {
    try {
      const answer = await ask();
      const now = JSON.stringify(answer);
      if (!signal.aborted && now !== last) {
        last = now;
        answered(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        last = '';
        failed(/** @type {Error} */ (error));
      }
    }
  };
  const again = async () => {
    await look();
    if (!signal.aborted) {
      setTimeout(again, EVERY);
    }
  };
  again();
  return look;
}
