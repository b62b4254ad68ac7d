import { h } from './dom.js';
import { colour } from './colours.js';

/**
 * @param {string} name of a colour in tokens.css, such as --muted
 * @param {string} [className] for --class
 * @returns {string} the colour in the theme of now, for a canvas
 */
export function ink(name, className) {
  const probe = h('span', { hidden: true });
  if (className !== undefined) {
    colour(probe, className);
  }
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
