import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * A field that finds cameras by part of their name or id. '/' focuses it.
 *
 * @param {(text: string) => void} changed
 * @param {AbortSignal} signal
 * @returns {{element: HTMLElement, update: (text: string) => void}}
 */
export function searchField(changed, signal) {
  const input = h('input', {
    class: 'field',
    type: 'search',
    placeholder: 'Find a camera',
    'aria-label': 'Find a camera',
    'aria-keyshortcuts': '/',
    'data-testid': 'search',
    on: { input: () => changed(input.value.trim()) },
  });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === '/' && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      }
    },
    { signal },
  );
  return {
    element: h('label', { class: 'search' }, icon('search'), input),
    update: (text) => {
      if (input.value.trim() !== text) {
        input.value = text;
      }
    },
  };
}

/**
 * @param {{id: string, name: string | null}} camera
 * @param {string} text
 * @returns {boolean} whether all words of the text are in its name or its id; diacritics need not be typed
 */
export function matches({ id, name }, text) {
  const called = `${name ?? ''} ${id}`;
  return text.split(/\s+/).every((word) => plain(called).includes(plain(word)) || low(called).includes(low(word)));
}

/** @param {string} text */
const low = (text) => text.normalize('NFKC').toLocaleLowerCase();

/** @param {string} text */
const plain = (text) => low(text).normalize('NFKD').replace(/\p{Mn}/gu, '');

/** @param {EventTarget | null} target @returns {boolean} whether keys already mean something there */
export function isTyping(target) {
  return target instanceof Element && target.matches('input:not([type="radio"]), select, textarea');
}
