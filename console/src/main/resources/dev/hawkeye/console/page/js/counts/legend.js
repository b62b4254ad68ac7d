import { colour } from '../core/colours.js';
import { fill, h } from '../core/dom.js';

/**
 * The classes as buttons that show and hide their lines.
 *
 * @param {Set<string>} hidden changed by the buttons
 * @param {() => void} changed
 * @returns {{element: HTMLElement, update: (names: string[]) => void}} update: the classes there are
 */
export function legend(hidden, changed) {
  const element = h('div', { class: 'toggles', role: 'group', 'aria-label': 'Classes shown' });
  let shown = '';
  return {
    element,
    update: (names) => {
      if (shown !== names.join('\n')) {
        shown = names.join('\n');
        fill(element, names.map(toggle));
      }
    },
  };

  /** @param {string} name */
  function toggle(name) {
    const button = h(
      'button',
      {
        class: 'toggle',
        type: 'button',
        'aria-pressed': String(!hidden.has(name)),
        'data-testid': 'legend',
        'data-class': name,
        on: {
          click: () => {
            hidden.has(name) ? hidden.delete(name) : hidden.add(name);
            button.setAttribute('aria-pressed', String(!hidden.has(name)));
            changed();
          },
        },
      },
      h('span', { class: 'swatch' }),
      name,
    );
    return colour(button, name);
  }
}
