import { fill, h } from './dom.js';
import { icon } from './icons.js';

/**
 * Navigation for a list that is shown in parts; nothing while there is only one part.
 *
 * @param {string} what is in the list, such as cameras
 * @param {(page: number) => void} changed the first is 1
 * @returns {{element: HTMLElement, part: <T>(all: T[], size: number, page: number) => T[]}} part: what to show
 */
export function pager(what, changed) {
  const element = h('nav', { class: 'pager', 'aria-label': `Pages of ${what}`, 'data-testid': 'pager' });
  return {
    element,
    part: (all, size, wanted) => {
      const last = Math.max(1, Math.ceil(all.length / size));
      const page = Math.min(last, Math.max(1, wanted || 1));
      const first = (page - 1) * size;
      const button = (step, arrow, label) =>
        h(
          'button',
          {
            class: 'icon-button',
            type: 'button',
            'aria-label': label,
            disabled: page + step < 1 || page + step > last,
            on: { click: () => changed(page + step) },
          },
          icon(arrow),
        );
      const state = `${page} ${last} ${all.length}`;
      if (element.dataset.state !== state) {
        element.dataset.state = state;
        element.hidden = last === 1;
        fill(
          element,
          last > 1 && [
            button(-1, 'left', `Previous ${what}`),
            h('span', {}, `${first + 1} – ${Math.min(all.length, first + size)} of ${all.length}`),
            button(1, 'right', `Next ${what}`),
          ],
        );
      }
      return all.slice(first, first + size);
    },
  };
}
