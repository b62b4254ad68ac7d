import { fill, h, setText } from '../core/dom.js';
import { askFirst } from '../manage/dialog.js';
import { problem } from '../manage/parts.js';
import { askToSignIn } from '../manage/signin.js';
import { Saved } from './saved.js';

const NEW = '';

/**
 * Has an administrator save what is drawn, and take up again what was drawn before. For others it says how.
 *
 * @param {import('../main.js').App} app
 * @param {string} id of the camera
 * @param {{shape: import('./shape.js').Shape, words: () => import('./form.js').Words, problem: () => string,
 *     begin: (saved: import('./saved.js').SavedShape | null) => void}} drawing
 * @param {AbortSignal} signal
 * @returns {{element: HTMLElement, place: () => import('./saved.js').SavedShape | null, anew: () => void}} place: what is drawn
 *     anew; null for a new one; anew: what is drawn is a new one from now on
 */
export function saving({ admin, store }, id, drawing, signal) {
  const saved = new Saved(admin, id);
  let place = /** @type {import('./saved.js').SavedShape | null} */ (null);
  const told = h('div', { role: 'status', 'data-testid': 'editor-saved' });
  const select = h('select', { class: 'field', 'data-testid': 'editor-existing' });
  const button = (text, testId, kind, click) =>
    h('button', { class: `button ${kind}`, type: 'button', 'data-testid': testId, on: { click } }, text);
  const doing = async (work) => {
    save.disabled = true;
    remove.disabled = true;
    fill(told, h('span', { class: 'muted' }, 'Waiting for all services …'));
    try {
      const revision = await work();
      await store.refresh();
      choose(null);
      fill(told, `Saved: revision ${revision}.`);
    } catch (error) {
      const { status, message } = /** @type {any} */ (error);
      const isRead = status === 409 && (await readAgain());
      fill(told, problem(isRead ? `${message}. They have been read again: save again to change them.` : message));
    }
    save.disabled = false;
    remove.disabled = false;
  };
  /** Somebody else has changed the camera: what is drawn stays, and can be saved on top of that. */
  const readAgain = async () => {
    try {
      await saved.read();
    } catch {
      return false;
    }
    place = place && saved.like(place);
    list();
    return true;
  };
  const save = button('Save', 'editor-save', 'primary', () => {
    const wrong = drawing.problem();
    if (wrong) {
      fill(told, problem(wrong));
    } else {
      doing(() => saved.save(place, drawing.shape, drawing.words()));
    }
  });
  const remove = button('Remove', 'editor-delete', '', () => {
    const gone = /** @type {import('./saved.js').SavedShape} */ (place);
    askFirst(`Remove ${gone.name}?`, 'It stops counting now. You can undo this under Manage, Changes.', 'Remove', () =>
      doing(() => saved.remove(gone)),
    );
  });
  const signIn = button('Sign in to save', 'editor-sign-in', '', () => askToSignIn(admin));
  const choose = (/** @type {import('./saved.js').SavedShape | null} */ next) => {
    place = next;
    list();
    drawing.begin(next);
  };
  select.addEventListener('change', () => {
    fill(told);
    choose(select.value === NEW ? null : saved.shapes[Number(select.value)]);
  });
  const list = () => {
    fill(
      select,
      h('option', { value: NEW }, 'A new one'),
      saved.shapes.map(({ name }, i) => h('option', { value: i }, name)),
    );
    select.value = place ? String(saved.shapes.indexOf(place)) : NEW;
    remove.hidden = place === null;
    setText(save, place ? 'Save' : 'Save as new');
  };
  const element = h('div', { class: 'editor-copy' });
  const show = async () => {
    if (!admin.valid) {
      fill(element, admin.offered && signIn);
      return;
    }
    list();
    fill(element, h('label', { class: 'labelled' }, h('span', {}, 'Draw'), select), save, remove, told);
    try {
      await saved.read();
      list();
    } catch (error) {
      fill(told, problem(/** @type {Error} */ (error).message));
    }
  };
  admin.on('change', show, signal);
  admin.check();
  show();
  const anew = () => {
    if (place) {
      place = null;
      fill(told);
      list();
    }
  };
  return { element, place: () => place, anew };
}
