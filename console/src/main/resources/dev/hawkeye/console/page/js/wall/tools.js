import { h, setAttribute } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { searchField } from '../core/search.js';
import { labelledSelect } from '../core/select.js';

/** With fewer cameras, all of them are in sight. */
const WORTH_A_SEARCH = 7;

/**
 * Search, groups and order of the wall; the choice is kept in the address.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {{elements: HTMLElement[], update: (total: number, shown: import('./view.js').Shown, query: URLSearchParams) => void}}
 */
export function wallTools(app, signal) {
  const search = searchField((text) => app.router.change({ q: text, page: '' }, { replace: true }), signal);
  const group = labelledSelect(
    'Group',
    'All groups',
    (name) => app.router.change({ group: name, page: '' }),
    'wall-group',
  );
  const trouble = h(
    'button',
    {
      class: 'button',
      type: 'button',
      'aria-label': 'Trouble first',
      title: 'Trouble first',
      'data-testid': 'trouble-first',
      on: { click: () => app.router.change({ order: isPressed() ? 'name' : 'trouble', page: '' }) },
    },
    icon('failed'),
    h('span', { class: 'words' }, 'Trouble first'),
  );
  const isPressed = () => trouble.getAttribute('aria-pressed') === 'true';
  return {
    elements: [search.element, group.element, trouble],
    update: (total, { groups, troubleFirst }, query) => {
      const few = total < WORTH_A_SEARCH && !query.get('q');
      search.element.hidden = few;
      trouble.hidden = few;
      search.update(query.get('q') ?? '');
      group.element.hidden = !groups.length;
      group.update(groups, query.get('group') ?? '');
      setAttribute(trouble, 'aria-pressed', String(troubleFirst));
    },
  };
}
