import { fill, h } from '../core/dom.js';
import { LOADING } from '../core/format.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { allForm } from './all.js';
import { cameraForm } from './camera.js';
import { askFirst } from './dialog.js';
import { button, card, problem, table } from './parts.js';
import { profileChoice } from './profile.js';

/**
 * The cameras of the site, for those who may change them.
 *
 * @type {import('./view.js').Part}
 */
export function camerasPart(app, root, signal) {
  const { admin } = app;
  if (!admin.valid) {
    const [title, text] =
      admin.offered === null
        ? [admin.problem ? 'Cameras cannot be changed here now' : LOADING, admin.problem ?? '']
        : admin.offered
          ? ['Sign in to add and change cameras', 'Addresses of cameras are for administrators only.']
          : [
              'Cameras are changed elsewhere',
              'Set http.admin-token on the server to change them here. Without it, use the configuration file, or ./hawkeye camera add and set.',
            ];
    fill(root, h('div', { class: 'empty', 'data-testid': 'cameras-closed' }, icon('manage'), h('strong', {}, title), h('p', {}, text)));
    return;
  }
  const list = h('div', {}, h('p', { class: 'card-body' }, LOADING));
  const told = h('div', { role: 'status', 'data-testid': 'cameras-told' });
  const place = h('div');
  const profile = h('div');
  const all = h('div', { class: 'card-body' });
  let settings = { revision: 0, cameras: {}, defaults: {}, values: {}, profiles: {}, profile: null };
  /** Which camera the form is for; null for a new one, and without a form. */
  let edited = /** @type {string | null} */ (null);
  const forAll = allForm((edits, based) => change(edits, 'Saved', based, () => forAll.taken()));
  fill(all, forAll.element);
  const read = async () => {
    try {
      settings = await admin.get('/api/admin/settings', signal);
      fill(list, rows());
      forAll.update(settings);
      fill(profile, profileChoice(settings, (edit, name) => change([edit], `Profile: ${name}`)));
    } catch (error) {
      fill(list, h('div', { class: 'card-body' }, problem(/** @type {Error} */ (error).message)));
    }
  };
  const done = (text) => {
    fill(told, h('p', {}, text));
    return read();
  };
  const left = () => {
    edited = null;
    fill(place);
  };
  const edit = (id) => {
    fill(told);
    edited = id;
    const calls = {
      saved: (/** @type {string} */ which, /** @type {number} */ revision) => {
        left();
        return done(`Camera ${which} is saved: revision ${revision}.`);
      },
      left,
    };
    fill(place, cameraForm(app, id, id === null ? {} : settings.cameras[id], settings, calls, signal));
    place.querySelector('input:not([readonly])')?.focus();
  };
  const change = async (edits, text, based = settings, made = () => {}) => {
    fill(told, h('p', { class: 'muted' }, 'Waiting for all services …'));
    try {
      const { revision } = await admin.change(based, edits);
      made();
      await done(`${text}: revision ${revision}.`);
    } catch (error) {
      fill(told, problem(/** @type {Error} */ (error).message));
      await read();
    }
  };
  const remove = (id) =>
    askFirst(`Remove camera ${id}?`, 'It is no longer read. Its events and counts stay. You can undo this under Changes.', 'Remove', () =>
      change([{ key: `camera/${id}`, value: null }], `Camera ${id} is removed`, settings, () => edited === id && left()),
    );
  const rows = () => {
    const ids = Object.keys(settings.cameras);
    if (!ids.length) {
      return h('p', { class: 'card-body muted' }, 'No cameras yet.');
    }
    return table(
      'Cameras',
      ['Camera', 'Name', 'Address', 'fps', 'Change'],
      ids.map((id) => {
        const camera = settings.cameras[id];
        return [
          h('a', { href: href('cameras', id), 'data-camera': id }, id),
          h('bdi', {}, camera.name ?? ''),
          h('span', { class: 'mono manage-url' }, camera.url ?? ''),
          camera.fps ?? settings.defaults.fps ?? '',
          h(
            'div',
            { class: 'manage-buttons' },
            button('Change', 'camera-change', () => edit(id), `Change camera ${id}`),
            button('Remove', 'camera-remove', () => remove(id), `Remove camera ${id}`),
          ),
        ];
      }),
      'camera-row',
    );
  };
  fill(
    root,
    card('Cameras', [profile, button('Add camera', 'camera-add', () => edit(null))], list),
    told,
    place,
    h('details', { class: 'card manage-all' }, h('summary', {}, 'For all cameras'), all),
  );
  read();
}
