import { h } from './dom.js';
import { color } from './colors.js';

/**
 * @param {string} name of a color in tokens.css, such as --muted
 * @param {string} [className] for --class
 * @returns {string} the color in the theme of now, for a canvas
 */
export function ink(name, className) {
  const probe = h('span', { hidden: true });
  if (className !== undefined) {
    color(probe, className);
  }
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
