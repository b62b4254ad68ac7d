import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** @param {string} text */
export const problem = (text) => h('p', { class: 'problem', role: 'alert', 'data-testid': 'manage-error' }, icon('failed'), text);

/** @param {string} title @param {any} tools @param {...any} body */
export const card = (title, tools, ...body) =>
  h('section', { class: 'card', 'aria-label': title }, h('div', { class: 'card-head' }, h('h2', {}, title), h('div', { class: 'view-tools' }, tools)), body);

/**
 * @param {string} text
 * @param {string} testId
 * @param {() => void} click
 * @param {string} [label] for screen readers, where the text alone does not say enough
 * @returns {HTMLButtonElement}
 */
export const button = (text, testId, click, label) =>
  h('button', { class: 'button', type: 'button', 'data-testid': testId, 'aria-label': label, on: { click } }, text);

/**
 * A table in a box that scrolls on a narrow screen.
 *
 * @param {string} caption for screen readers
 * @param {string[]} heads
 * @param {any[][]} rows of cells
 * @param {string} testId of each row
 */
export const table = (caption, heads, rows, testId) =>
  h(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { class: 'table' },
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((cells) => h('tr', { 'data-testid': testId }, cells.map((cell) => h('td', {}, cell))))),
    ),
  );

/** A word about a state, in its color. @param {string} text @param {'ok' | 'warn' | 'bad' | null} tone */
export const stateWord = (text, tone) => h('span', { class: 'state', 'data-tone': tone }, text);
