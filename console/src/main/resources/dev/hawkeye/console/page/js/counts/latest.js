import { inTurn } from '../core/pool.js';

const LOOK_BACK_MILLIS = 120_000;

/**
 * Follows the newest window of one camera, open or final.
 *
 * @param {import('../main.js').App} app
 * @param {string} camera
 * @param {AbortSignal} signal ends it
 * @param {(window: {start: number, end: number, final: boolean, classes: any[]}) => void} changed
 */
export function followLatest(app, camera, signal, changed) {
  /** @type {any} */
  let newest = null;
  const take = (window) => {
    if (!newest || window.start >= newest.start) {
      newest = window;
      changed(newest);
    }
  };
  const load = async () => {
    try {
      const to = Math.ceil(app.clock.now());
      const query = new URLSearchParams({ camera, from: String(to - LOOK_BACK_MILLIS), to: String(to), step: '1' });
      const { windows } = await inTurn(() => app.api.json(`/api/counts?${query}`, { signal }));
      if (windows.length) {
        take(windows[windows.length - 1]);
      }
    } catch {
      // The live counts say the same.
    }
  };
  load();
  app.store.on('refresh', load, signal);
  app.store.on(
    'count',
    (count) => {
      if (count.camera === camera) {
        const same = newest?.start === count.windowStart;
        const others = same ? newest.classes.filter(({ className }) => className !== count.className) : [];
        take({ start: count.windowStart, end: count.windowEnd, final: count.final, classes: [...others, count] });
      }
    },
    signal,
  );
}
