import { fill, h } from '../core/dom.js';
import { LOADING, moment } from '../core/format.js';
import { askFirst } from './dialog.js';
import { button, card, problem, stateWord, table } from './parts.js';
import { polling } from './polling.js';

/** @type {Record<string, 'ok' | 'bad'>} */
const TONES = { APPLIED: 'ok', REFUSED: 'bad' };

/**
 * Who runs which revision of the settings; for administrators, who has changed what.
 *
 * @type {import('./view.js').Part}
 */
export function changesPart({ api, admin }, root, signal) {
  const revision = h('p', { 'data-testid': 'settings-revision' }, LOADING);
  const instances = h('div');
  const history = h('div', { class: 'manage-history' });
  const told = h('div', { role: 'status' });
  const read = async () => {
    try {
      const { changes } = await admin.get('/api/admin/settings/history', signal);
      fill(history, changes.length ? changes.map(entry) : h('p', { class: 'muted' }, 'Nothing has been changed yet.'));
    } catch (error) {
      fill(history, problem(/** @type {Error} */ (error).message));
    }
  };
  const undo = (change) =>
    askFirst(`Undo revision ${change.revision}?`, `"${change.what}" is undone. The undo is a change, too.`, 'Undo', async () => {
      fill(told, h('p', { class: 'muted' }, 'Waiting for all services …'));
      try {
        const made = await admin.post('/api/admin/settings/undo', { revision: change.revision });
        fill(told, h('p', {}, `Revision ${made.revision} is in effect.`));
      } catch (error) {
        fill(told, problem(/** @type {Error} */ (error).message));
      }
      look();
    });
  const entry = (change) =>
    h(
      'details',
      { class: 'manage-change', 'data-testid': 'change', 'data-revision': change.revision },
      h(
        'summary',
        {},
        h('b', {}, `Revision ${change.revision}`),
        h('span', {}, change.what),
        h('span', { class: 'muted' }, `${change.by}, ${moment(change.at)}`),
      ),
      change.edits.map(({ key, before, after }) => [
        h('h3', { class: 'mono' }, key),
        h('div', { class: 'manage-diff' }, side('Before', before), side('After', after)),
      ]),
      change.revision > 1 && button('Undo', 'change-undo', () => undo(change), `Undo revision ${change.revision}`),
    );
  const look = polling(
    () => api.json('/api/settings', { signal }),
    (state) => {
      fill(
        revision,
        state.revision
          ? ['Revision ', h('b', {}, state.revision), `, by ${state.by}, ${moment(state.at)}`]
          : 'Nothing has been changed since the start: the cameras are those of the configuration file.',
      );
      fill(instances, processes(state));
      if (admin.valid) {
        read();
      }
    },
    (error) => fill(revision, problem(error.message)),
    signal,
  );
  fill(
    root,
    card('Who runs which revision', null, h('div', { class: 'card-body' }, revision), instances),
    told,
    admin.valid && card('Changes', null, h('div', { class: 'card-body' }, history)),
  );
}

/** @param {any} state */
function processes({ revision, instances }) {
  return table(
    'Processes and their revision',
    ['Service', 'Process', 'Revision', 'Profile', 'State'],
    instances.map((each) => [
      each.service,
      each.instance,
      each.revision,
      each.profile ?? '–',
      each.revision < revision
        ? stateWord('not yet', 'warn')
        : [stateWord(each.state.toLowerCase(), TONES[each.state] ?? null), each.reason && h('p', { class: 'small manage-reason' }, each.reason)],
    ]),
    'instance',
  );
}

/** @param {string} name @param {string | null} text */
const side = (name, text) => h('figure', {}, h('figcaption', { class: 'muted small' }, name), text === null ? h('p', { class: 'muted' }, 'not set') : h('pre', { class: 'mono' }, text));
