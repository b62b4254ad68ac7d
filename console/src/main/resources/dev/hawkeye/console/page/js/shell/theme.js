import { fill } from '../core/dom.js';
import { icon } from '../core/icons.js';

const NEXT = /** @type {const} */ ({ system: 'light', light: 'dark', dark: 'system' });

/**
 * The button that cycles from the system's theme to light to dark; the choice is remembered. Sends the window event
 * `theme` when colors change.
 *
 * @param {HTMLElement} button
 */
export function themeButton(button) {
  const show = () => {
    const theme = current();
    fill(button, icon(theme));
    button.setAttribute('aria-label', `Theme: ${theme}. Change to ${NEXT[theme]}.`);
    button.title = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    remember(NEXT[current()]);
    show();
    dispatchEvent(new Event('theme'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('theme')));
  show();
}

/** @returns {'system' | 'light' | 'dark'} */
function current() {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** @param {'system' | 'light' | 'dark'} theme */
function remember(theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Storage is disabled: the choice lasts until the page is closed.
  }
}
