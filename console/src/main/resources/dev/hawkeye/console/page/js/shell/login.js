import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * Asks for the token.
 *
 * @param {HTMLElement} root
 * @param {import('../core/api.js').Api} api
 * @param {() => void} entered called when the server has accepted it
 */
export function loginView(root, api, entered) {
  const input = h('input', {
    class: 'field',
    id: 'token',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    'data-testid': 'login-token',
  });
  const button = h('button', { class: 'button primary', type: 'submit', 'data-testid': 'login-submit' }, 'Sign in');
  const problem = h('div', { role: 'alert', 'data-testid': 'login-error' });
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    fill(problem);
    try {
      await api.json('/api/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: input.value.trim() }),
      });
      entered();
    } catch (error) {
      fill(problem, h('p', { class: 'problem' }, icon('failed'), /** @type {Error} */ (error).message));
      button.disabled = false;
      input.select();
    }
  };
  fill(
    root,
    h(
      'form',
      { class: 'card login', 'data-testid': 'login', on: { submit } },
      h('img', { src: 'assets/icon.svg', width: 40, height: 40, alt: '' }),
      h('h1', { tabindex: '-1' }, 'Sign in to Hawkeye'),
      h('p', { class: 'muted' }, 'This console requires its token.'),
      h('label', { for: 'token' }, 'Token', input),
      problem,
      button,
    ),
  );
  input.focus();
}
