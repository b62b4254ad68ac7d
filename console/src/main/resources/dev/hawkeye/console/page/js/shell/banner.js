import { fill } from '../core/dom.js';
import { icon } from '../core/icons.js';

const WORDS = new Map([
  ['lost', 'Connection lost, retrying …'],
  ['full', 'Too many pages are open: waiting until another is closed …'],
]);

/**
 * Says when the server is down or has no room, and that the page is retrying; says nothing while all is well.
 *
 * @param {HTMLElement} element
 * @param {import('../core/stream.js').Stream} stream
 */
export function banner(element, stream) {
  let shown = /** @type {string | undefined} */ (undefined);
  stream.on('connection', (state) => {
    const words = WORDS.get(state);
    document.documentElement.classList.toggle('is-lost', words !== undefined);
    if (words === shown) {
      return;
    }
    shown = words;
    if (words) {
      fill(element, icon('retry'), words);
    } else {
      fill(element);
    }
  });
}
