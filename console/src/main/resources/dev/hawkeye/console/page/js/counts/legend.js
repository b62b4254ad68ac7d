import { color } from '../core/colors.js';
import { fill, h, setAttribute } from '../core/dom.js';

/**
 * The classes as buttons that show and hide their lines.
 *
 * @param {(name: string) => void} toggled
 * @returns {{element: HTMLElement, update: (names: string[], hidden: Set<string>) => void}} update: the classes there are
 */
export function legend(toggled) {
  const element = h('div', { class: 'toggles', role: 'group', 'aria-label': 'Classes shown' });
  let shown = '';
  return {
    element,
    update: (seen, hidden) => {
      const names = [...new Set([...seen, ...hidden])].sort();
      if (shown !== names.join('\n')) {
        shown = names.join('\n');
        fill(element, names.map(toggle));
      }
      [...element.children].forEach((button, i) => setAttribute(button, 'aria-pressed', String(!hidden.has(names[i]))));
    },
  };

  /** @param {string} name */
  function toggle(name) {
    const button = h(
      'button',
      {
        class: 'toggle',
        type: 'button',
        'data-testid': 'legend',
        'data-class': name,
        on: { click: () => toggled(name) },
      },
      h('span', { class: 'swatch' }),
      name,
    );
    return color(button, name);
  }
}
