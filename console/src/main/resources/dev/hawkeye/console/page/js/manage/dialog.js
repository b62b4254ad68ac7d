import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * Shows a dialog with a form, over everything else, until it is closed.
 *
 * @param {string} title
 * @param {any[]} children of the form
 * @returns {{form: HTMLFormElement, close: () => void, closed: Promise<void>}}
 */
export function dialog(title, children) {
  const form = h('form', { class: 'manage-form' }, children);
  const close = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Close', on: { click: () => element.close() } },
    icon('close'),
  );
  const element = h(
    'dialog',
    { class: 'manage-dialog', 'aria-label': title, 'data-testid': 'dialog' },
    h('div', { class: 'dialog-head' }, h('h2', {}, title), h('div', { class: 'view-tools' }, close)),
    form,
  );
  const before = document.activeElement;
  const closed = new Promise((resolve) =>
    element.addEventListener('close', () => {
      element.remove();
      if (before instanceof HTMLElement) {
        before.focus();
      }
      resolve(undefined);
    }),
  );
  element.addEventListener('keydown', (event) => event.stopPropagation()); // Escape closes this alone.
  document.body.append(element);
  element.showModal();
  return { form, close: () => element.close(), closed };
}

/**
 * Asks before something is done that is not easily undone.
 *
 * @param {string} title
 * @param {string} text what will happen
 * @param {string} act what the button says
 * @param {() => void} confirmed
 */
export function askFirst(title, text, act, confirmed) {
  const yes = h('button', { class: 'button primary', type: 'submit', 'data-testid': 'dialog-yes' }, act);
  const shown = dialog(title, [h('p', {}, text), yes]);
  shown.form.addEventListener('submit', (event) => {
    event.preventDefault();
    shown.close();
    confirmed();
  });
  yes.focus();
}
