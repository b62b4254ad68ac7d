import { fill, h } from '../core/dom.js';
import { LOADING, bytes, moment } from '../core/format.js';
import { askFirst } from './dialog.js';
import { button, card, problem, stateWord, table } from './parts.js';
import { polling } from './polling.js';

const MOST_BYTES = 512 * 2 ** 20;
/** @type {Record<string, 'ok' | 'warn' | 'bad'>} */
const TONES = { IN_USE: 'ok', LOADING: 'warn', REFUSED: 'bad' };

/**
 * Which model is in use, and by whom; for administrators, another one.
 *
 * @type {import('./view.js').Part}
 */
export function modelsPart({ api, admin }, root, signal) {
  const active = h('div', { class: 'card-body', 'data-testid': 'model-active' }, LOADING);
  const detectors = h('div');
  const told = h('div', { role: 'status', 'data-testid': 'model-told' });
  const doing = async (text, work) => {
    fill(told, h('p', { class: 'muted' }, text));
    told.scrollIntoView({ block: 'center' });
    try {
      const { revision } = await work();
      fill(told, h('p', {}, `Revision ${revision} is published. What the detectors make of it is below.`));
    } catch (error) {
      fill(told, problem(/** @type {Error} */ (error).message));
    }
    look();
  };
  const rollback = button('Roll back', 'model-rollback', () =>
    askFirst('Roll back?', 'All detectors return to the model before. A second time, and they are back again.', 'Roll back', () =>
      doing('Rolling back …', () => admin.post('/api/admin/models/rollback', {})),
    ),
  );
  const publish = (/** @type {string} */ name, /** @type {File} */ file) =>
    doing(`Sending ${bytes(file.size)} …`, () => admin.upload(`/api/admin/models?name=${encodeURIComponent(name)}`, file));
  const look = polling(
    () => api.json('/api/models', { signal }),
    (models) => {
      fill(active, facts(models.active));
      fill(detectors, who(models));
      rollback.disabled = !models.active?.previous;
    },
    (error) => fill(active, problem(error.message)),
    signal,
  );
  fill(
    root,
    told,
    card('Model in use', admin.valid && rollback, active),
    card('Detectors', null, detectors),
    admin.valid && card('Publish a model', null, publishForm(publish)),
  );
}

/** @param {any} active */
function facts(active) {
  if (!active) {
    return h('p', { class: 'muted' }, 'No model has been published: each detector uses detector.model.');
  }
  return h(
    'dl',
    { class: 'facts' },
    [
      ['Name', h('b', {}, active.name)],
      ['Revision', active.revision],
      ['By', active.by],
      ['Since', moment(active.at)],
      ['Size', bytes(active.size)],
      ['SHA-256', h('code', { title: active.sha256 }, `${active.sha256.slice(0, 12)}…`)],
      ['Before', active.previous ?? '–'],
    ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

/** @param {any} models */
function who({ detectors }) {
  if (!detectors.length) {
    return h('p', { class: 'card-body muted' }, 'No detector has been heard of lately.');
  }
  return table(
    'Detectors and their model',
    ['Detector', 'Uses', 'State', 'Revision'],
    detectors.map((each) => [
      each.instance,
      h('span', { title: each.sha256 }, each.model),
      [stateWord(each.state.toLowerCase().replace('_', ' '), TONES[each.state] ?? null), each.reason && h('p', { class: 'small manage-reason' }, each.reason)],
      each.revision,
    ]),
    'detector',
  );
}

/** @param {(name: string, file: File) => void} publish */
function publishForm(publish) {
  const file = h('input', { class: 'field', type: 'file', accept: '.onnx', required: true, 'data-testid': 'model-file' });
  const name = h('input', { class: 'field', maxlength: 100, required: true, pattern: '[A-Za-z0-9_][A-Za-z0-9._+\\-]*', 'data-testid': 'model-name' });
  const wrong = h('div');
  file.addEventListener('change', () => {
    const chosen = file.files?.[0];
    const tooLarge = chosen && chosen.size > MOST_BYTES;
    fill(wrong, tooLarge && problem(`${chosen.name} has ${bytes(chosen.size)}: a model may have at most 512 MiB.`));
    file.setCustomValidity(tooLarge ? 'too large' : '');
    if (chosen) {
      name.value = chosen.name.replace(/[^A-Za-z0-9._+-]/g, '_');
    }
  });
  const submit = (event) => {
    event.preventDefault();
    publish(name.value.trim(), file.files[0]);
  };
  return h(
    'form',
    { class: 'manage-form card-body', on: { submit } },
    h('label', { class: 'manage-field' }, h('span', {}, 'ONNX file of a YOLOv8 detection model'), file),
    h('label', { class: 'manage-field' }, h('span', {}, 'Name, as detections give it'), name),
    wrong,
    h('div', {}, h('button', { class: 'button primary', type: 'submit', 'data-testid': 'model-publish' }, 'Publish')),
  );
}
