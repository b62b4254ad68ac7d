import { h, setAttribute } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * A link that saves what is shown as CSV.
 *
 * @param {import('../main.js').App} app
 * @returns {{element: HTMLElement, update: (cameras: string[], settings: import('./settings.js').Settings, classes: string[]) => void}}
 */
export function exportLink(app) {
  const element = h(
    'a',
    { class: 'button', 'aria-label': 'Save as CSV', title: 'Save as CSV', 'data-testid': 'csv', download: '' },
    icon('download'),
    h('span', { class: 'words' }, 'CSV'),
  );
  let current = () => '';
  // The range ends at the moment of the click.
  element.addEventListener('click', () => setAttribute(element, 'href', current()));
  return {
    element,
    update: (cameras, { range, hidden }, classes) => {
      element.hidden = !cameras.length;
      current = () => {
        const to = Math.ceil(app.clock.now());
        const query = new URLSearchParams({
          cameras: cameras.join(','),
          from: String(Math.floor((to - range.millis) / range.step) * range.step),
          to: String(to),
          step: String(range.step),
        });
        if (hidden.size) {
          classes.filter((name) => !hidden.has(name)).forEach((name) => query.append('class', name));
        }
        return `/api/counts.csv?${query}`;
      };
      setAttribute(element, 'href', current());
    },
  };
}
