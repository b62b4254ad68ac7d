import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { dialog } from './dialog.js';

const LAST_NAME = 'operator';

/**
 * Who may change something here: a button to sign in as administrator, or who is signed in.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function signInState({ admin }, signal) {
  const element = h('div', { class: 'view-tools', 'data-testid': 'admin-state' });
  const show = () => {
    if (admin.valid) {
      const leave = button('Sign out', 'admin-sign-out', () => admin.signOut().catch(() => {}));
      fill(element, h('span', { class: 'muted' }, 'Administrator: ', h('b', { 'data-testid': 'admin-name' }, admin.name)), leave);
    } else if (admin.offered) {
      fill(element, button('Sign in to change', 'admin-sign-in', () => askToSignIn(admin)));
    } else if (admin.offered === null) {
      fill(element, admin.problem && h('span', { class: 'muted small' }, `Read-only: ${admin.problem}`));
    } else {
      fill(element, h('span', { class: 'muted small' }, 'Read-only: the server has no http.admin-token.'));
    }
  };
  admin.on('change', show, signal);
  show();
  return element;
}

/** @param {string} text @param {string} testId @param {() => void} click */
const button = (text, testId, click) =>
  h('button', { class: 'button', type: 'button', 'data-testid': testId, on: { click } }, text);

/**
 * Asks for the token.
 *
 * @param {import('../core/admin.js').Admin} admin
 * @param {string} [title]
 * @returns {Promise<boolean>} whether the server has accepted it, once the dialog is closed
 */
export async function askToSignIn(admin, title = 'Sign in to change the site') {
  let isIn = false;
  const field = (label, props, hint) =>
    h('label', { class: 'manage-field' }, h('span', {}, label), props, hint && h('span', { class: 'muted small' }, hint));
  const name = h('input', { class: 'field', maxlength: 60, autocomplete: 'name', value: remembered(), 'data-testid': 'admin-operator' });
  const token = h('input', { class: 'field', type: 'password', autocomplete: 'off', required: true, 'data-testid': 'admin-token' });
  const problem = h('div', { role: 'alert', 'data-testid': 'admin-error' });
  const submit = h('button', { class: 'button primary', type: 'submit', 'data-testid': 'admin-submit' }, 'Sign in');
  const shown = dialog(title, [
    field('Your name', name, 'Shown in the history of changes.'),
    field('Token', token, 'http.admin-token of the server. It is not stored; the session ends after an hour.'),
    problem,
    submit,
  ]);
  shown.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    fill(problem);
    try {
      await admin.signIn(token.value.trim(), name.value.trim());
      isIn = true;
      remember(name.value.trim());
      shown.close();
    } catch (error) {
      fill(problem, h('p', { class: 'problem' }, icon('failed'), /** @type {Error} */ (error).message));
      submit.disabled = false;
      token.select();
    }
  });
  (name.value ? token : name).focus();
  await shown.closed;
  return isIn;
}

function remembered() {
  try {
    return localStorage.getItem(LAST_NAME) ?? '';
  } catch {
    return ''; // Storage is disabled.
  }
}

/** @param {string} name */
function remember(name) {
  try {
    localStorage.setItem(LAST_NAME, name);
  } catch {
    // Storage is disabled: it is asked again.
  }
}
