/** @type {Set<() => void>} */
const due = new Set();
let scheduled = false;

/**
 * Draws everything that goes on a canvas in one animation frame, however many callers request it.
 *
 * @param {() => void} draw called once in the next animation frame, even if requested several times
 */
export function drawSoon(draw) {
  due.add(draw);
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      const now = [...due];
      due.clear();
      for (const each of now) {
        each();
      }
    });
  }
}
