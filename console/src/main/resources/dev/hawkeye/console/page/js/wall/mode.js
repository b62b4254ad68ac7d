import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { isTyping } from '../core/search.js';

/**
 * Wall mode: nothing but pictures, in full screen where the browser allows it, and the screen stays on. F or the button
 * enters it, F or Escape leaves it.
 *
 * @param {AbortSignal} signal ends it, and leaves the mode
 * @param {() => void} changed called after each change
 * @returns {HTMLButtonElement} the button
 */
export function wallMode(signal, changed) {
  const root = document.documentElement;
  let lock = /** @type {WakeLockSentinel | null} */ (null);
  const button = h(
    'button',
    {
      class: 'button',
      type: 'button',
      'data-testid': 'wall-mode',
      'aria-keyshortcuts': 'f',
      title: 'Wall mode (F)',
      'aria-label': 'Wall mode',
    },
    icon('expand'),
    h('span', { class: 'words' }, 'Wall mode'),
  );

  const isOn = () => root.classList.contains('wall-mode');
  const stayOn = async () => {
    try {
      lock = (await navigator.wakeLock?.request('screen')) ?? null;
    } catch {
      return; // Where that is not allowed, the screen follows the system's settings.
    }
    if (!isOn()) {
      lock?.release();
    }
  };
  const set = (on) => {
    if (on === isOn()) {
      return;
    }
    root.classList.toggle('wall-mode', on);
    if (on) {
      // Where full screen is not allowed, wall mode fills the window.
      root.requestFullscreen?.().catch(() => {});
      stayOn();
    } else {
      lock?.release();
      lock = null;
      if (document.fullscreenElement) {
        document.exitFullscreen();
      }
    }
    changed();
  };

  button.addEventListener('click', () => set(!isOn()));
  // The browser gives the lock back when the page is hidden.
  document.addEventListener('visibilitychange', () => !document.hidden && isOn() && stayOn(), { signal });
  document.addEventListener('fullscreenchange', () => document.fullscreenElement || set(false), { signal });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      if (event.key === 'f' || event.key === 'F') {
        set(!isOn());
      } else if (event.key === 'Escape') {
        set(false);
      }
    },
    { signal },
  );
  signal.addEventListener('abort', () => set(false));
  return button;
}
