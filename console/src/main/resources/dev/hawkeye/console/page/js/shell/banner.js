import { fill } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * Says when the server went away and when it is tried again; says nothing while all is well.
 *
 * @param {HTMLElement} element
 * @param {import('../core/stream.js').Stream} stream
 */
export function banner(element, stream) {
  stream.on('connection', (state) => {
    const lost = state === 'lost';
    document.documentElement.classList.toggle('is-lost', lost);
    if (lost && !element.childElementCount) {
      fill(element, icon('retry'), 'Connection lost, trying again …');
    } else if (!lost && element.childElementCount) {
      fill(element);
    }
  });
}
