/** @type {Set<() => void>} */
const due = new Set();
let scheduled = false;

/**
 * Everything that is drawn on a canvas is drawn in one animation frame, however many ask for it.
 *
 * @param {() => void} draw called once in the next animation frame, also when asked for several times
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
