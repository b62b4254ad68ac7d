import { h, setAttribute } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { editor } from '../editor/editor.js';

/**
 * Whether somebody draws on the picture of a camera, which is in the address: a button that begins it, and the place of the
 * editor.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {ReturnType<typeof import('./picture.js').largePicture>} picture
 * @param {AbortSignal} signal
 * @returns {{button: HTMLElement, place: HTMLElement, update: (query: URLSearchParams) => void}}
 */
export function editing(app, id, picture, signal) {
  const place = h('div', { hidden: true });
  const button = h(
    'button',
    {
      class: 'button',
      type: 'button',
      title: 'Draw zones and lines',
      'aria-label': 'Draw zones and lines',
      'data-testid': 'draw',
      on: { click: () => app.router.change({ edit: running ? '' : 'zone' }) },
    },
    icon('draw'),
    h('span', { class: 'words' }, 'Draw'),
  );
  let running = /** @type {ReturnType<typeof editor> | null} */ (null);
  let leaving = new AbortController();
  return {
    button,
    place,
    update: (query) => {
      const kind = query.get('edit');
      setAttribute(button, 'aria-pressed', String(kind !== null));
      if (kind === null && running) {
        leaving.abort();
        running = null;
        place.hidden = true;
        button.focus();
      } else if (kind !== null) {
        if (!running) {
          leaving = new AbortController();
          running = editor(app, id, picture, AbortSignal.any([signal, leaving.signal]));
          place.append(running.element);
          place.hidden = false;
        }
        running.kind(kind);
      }
    },
  };
}
