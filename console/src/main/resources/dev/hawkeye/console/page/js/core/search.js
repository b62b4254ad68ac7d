import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * A field that finds cameras by a part of their name. '/' goes there.
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

/** @param {string} name @param {string} text @returns {boolean} whether all words of the text are in the name */
export function matches(name, text) {
  const low = name.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

/** @param {EventTarget | null} target @returns {boolean} whether keys mean something there already */
export function isTyping(target) {
  return target instanceof Element && target.matches('input:not([type="radio"]), select, textarea');
}
