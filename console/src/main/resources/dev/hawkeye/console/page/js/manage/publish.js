import { fill, h, keep } from '../core/dom.js';
import { bytes } from '../core/format.js';
import { problem } from './parts.js';

const MOST_BYTES = 512 * 2 ** 20;
const MINUTE = 60_000;
const MOST_MINUTES = 43_200;

/**
 * The form for a model: its file, its name, and how it is tried.
 *
 * @param {import('../core/store.js').Store} store knows the cameras, which a canary may have
 * @param {(query: URLSearchParams, file: File) => void} publish
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function publishForm(store, publish, signal) {
  const field = (label, input) => h('label', { class: 'manage-field' }, h('span', {}, label), input);
  const minutes = (testId) => h('input', { class: 'field', type: 'number', min: 0, max: MOST_MINUTES, step: 'any', placeholder: '0', 'data-testid': testId });
  const file = h('input', { class: 'field', type: 'file', accept: '.onnx', required: true, 'data-testid': 'model-file' });
  const name = h('input', { class: 'field', maxlength: 100, required: true, pattern: '[A-Za-z0-9_][A-Za-z0-9._+\\-]*', 'data-testid': 'model-name' });
  const shadow = minutes('model-shadow');
  const canary = minutes('model-canary');
  const cameras = h('div', { class: 'editor-classes' });
  /** @type {Map<string, HTMLElement>} by id */
  let choices = new Map();
  const offer = () => {
    const ids = [...store.cameras.keys()];
    const known = choices;
    const box = (id) => h('input', { type: 'checkbox', value: id, 'data-testid': 'model-camera' });
    choices = new Map(ids.map((id) => [id, known.get(id) ?? choice(box(id), id)]));
    keep(cameras, [...choices.values()]);
  };
  const choice = (input, text) => h('label', { class: 'editor-class' }, input, text);
  const otherClasses = h('input', { type: 'checkbox', 'data-testid': 'model-other-classes' });
  const untried = h('input', { type: 'checkbox', 'data-testid': 'model-untried' });
  const wrong = h('div');
  file.addEventListener('change', () => {
    const picked = file.files?.[0];
    const tooLarge = picked && picked.size > MOST_BYTES;
    fill(wrong, tooLarge && problem(`${picked.name} has ${bytes(picked.size)}: a model may have at most 512 MiB.`));
    file.setCustomValidity(tooLarge ? 'A model may have at most 512 MiB.' : '');
    if (picked) {
      name.value = picked.name.replace(/[^A-Za-z0-9._+-]/g, '_');
    }
  });
  const submit = (event) => {
    event.preventDefault();
    const ids = [...cameras.querySelectorAll('input:checked')].map((input) => /** @type {HTMLInputElement} */ (input).value);
    if (Number(canary.value) > 0 !== ids.length > 0) {
      fill(wrong, problem('A canary needs a duration and at least one camera.'));
      return;
    }
    fill(wrong);
    const query = new URLSearchParams({ name: name.value.trim() });
    const set = (/** @type {string} */ key, /** @type {any} */ value) => value && query.set(key, String(value));
    set('shadow', Math.round(Number(shadow.value) * MINUTE));
    set('canary', Math.round(Number(canary.value) * MINUTE));
    set('cameras', ids.join(','));
    set('otherClasses', otherClasses.checked);
    set('untried', untried.checked);
    publish(query, file.files[0]);
  };
  offer();
  store.on('cameras', offer, signal);
  return h(
    'form',
    { class: 'manage-form card-body', on: { submit } },
    field('ONNX file of a YOLOv8 detection model', file),
    field('Name, as detections show it', name),
    h('p', { class: 'muted small' }, 'Each detector first tries it on recent frames. A model that finds too little, or is too slow, is refused, and the one in use stays.'),
    field('Then only compare it with the one in use, minutes', shadow),
    field('Then let it analyze some cameras, minutes', canary),
    h('fieldset', { class: 'editor-classes' }, h('legend', { class: 'small muted' }, 'Cameras to analyze'), cameras),
    choice(otherClasses, 'Accept other classes'),
    choice(untried, 'Use it at once, without a trial or automatic rollback'),
    wrong,
    h('div', {}, h('button', { class: 'button primary', type: 'submit', 'data-testid': 'model-publish' }, 'Publish')),
  );
}
