import { fill, h, setText } from '../core/dom.js';
import { rate } from '../core/format.js';
import { icon } from '../core/icons.js';
import { problem } from './parts.js';

/** As in the settings. */
const ID = /^[a-zA-Z0-9._-]{1,100}$/;
/** Keys with a field of their own. */
const FIELDS = ['name', 'url', 'fps'];

/**
 * The form for one camera, with a test of its address.
 *
 * @param {import('../main.js').App} app
 * @param {string | null} id null for a new camera
 * @param {Record<string, any>} camera its keys, as in hawkeye.yaml
 * @param {{revision: number, cameras: Record<string, any>, defaults: Record<string, any>}} settings
 * @param {{saved: (id: string, revision: number) => void, left: () => void}} calls
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function cameraForm({ admin }, id, camera, settings, calls, signal) {
  const fields = /** @type {Map<string, {input: any, wrong: HTMLElement}>} */ (new Map());
  const field = (key, label, props, hint) => {
    const wrong = h('span', { class: 'manage-wrong', role: 'alert', id: `wrong-${key}`, 'data-testid': `wrong-${key}` });
    const input = h(props.rows ? 'textarea' : 'input', {
      class: 'field',
      'data-testid': `camera-${key}`,
      'aria-describedby': `wrong-${key}`,
      ...props,
    });
    fields.set(key, { input, wrong });
    return h('label', { class: 'manage-field' }, h('span', {}, label), input, hint && h('span', { class: 'muted small' }, hint), wrong);
  };
  const others = Object.fromEntries(Object.entries(camera).filter(([key]) => key !== 'id' && !FIELDS.includes(key)));
  const usual = settings.defaults.fps ?? '';
  const inputs = [
    field('id', 'Id', { value: id ?? '', readonly: id !== null, required: true, autocomplete: 'off', spellcheck: 'false' }, 'On every topic: letters, digits, ".", "_" and "-". It cannot be changed later.'),
    field('name', 'Name', { value: camera.name ?? '', maxlength: 100, dir: 'auto', autocomplete: 'off' }, 'Display name; may be empty.'),
    field(
      'url',
      'Address',
      { value: camera.url ?? '', required: true, class: 'field mono', autocomplete: 'off', spellcheck: 'false', placeholder: 'rtsp://${gate}@192.0.2.10/stream1' },
      'Do not include user and password: write ${NAME} in their place, and put camera-secrets: {NAME: "USER:PASSWORD"} in the file of the process that reads the camera.',
    ),
    field('fps', 'Pictures analyzed per second', { value: camera.fps ?? '', placeholder: String(usual), inputmode: 'decimal', autocomplete: 'off' }, 'Empty for camera-defaults.'),
  ];
  const more = h(
    'details',
    { open: Object.keys(others).length > 0 },
    h('summary', {}, 'Other keys'),
    field('others', 'As JSON, with the keys of hawkeye.yaml', { rows: 8, class: 'field mono', spellcheck: 'false' }),
  );
  value('others').value = Object.keys(others).length ? JSON.stringify(others, null, 2) : '';

  /** @param {string} key */
  function value(key) {
    return /** @type {any} */ (fields.get(key)).input;
  }
  /** @param {string} key @param {string} text */
  const blame = (key, text) => {
    const at = fields.get(key) ?? /** @type {any} */ (fields.get('others'));
    setText(at.wrong, at.wrong.textContent ? `${at.wrong.textContent} ${text}` : text);
    at.input.setAttribute('aria-invalid', 'true');
    more.open ||= at === fields.get('others');
  };
  const clear = () => {
    fill(general);
    for (const { input, wrong } of fields.values()) {
      setText(wrong, '');
      input.removeAttribute('aria-invalid');
    }
  };
  /** @returns {Record<string, any> | null} null if a field is wrong, which then says so */
  const keys = () => {
    clear();
    let rest = {};
    try {
      rest = JSON.parse(value('others').value || '{}');
    } catch (error) {
      blame('others', `Not JSON: ${/** @type {Error} */ (error).message}`);
      return null;
    }
    if (rest === null || typeof rest !== 'object' || Array.isArray(rest)) {
      blame('others', 'It must be an object, such as {"max-width": 1280}.');
      return null;
    }
    const own = FIELDS.map((key) => [key, value(key).value.trim()]).filter(([, text]) => text);
    return { ...rest, ...Object.fromEntries(own) };
  };

  const general = h('div', { 'data-testid': 'camera-problem' });
  const sight = h('div', { class: 'manage-sight', role: 'status', 'data-testid': 'camera-sight' });
  const testing = h('button', { class: 'button', type: 'button', 'data-testid': 'camera-test' }, 'Test the address');
  testing.addEventListener('click', async () => {
    const asked = keys();
    if (!asked) {
      return;
    }
    if (!asked.url) {
      blame('url', 'It must not be empty.');
      return;
    }
    testing.disabled = true;
    fill(sight, h('p', { class: 'muted' }, 'Trying, for up to 20 s …'));
    try {
      fill(sight, seen(await admin.post('/api/admin/test-camera', asked, signal)));
    } catch (error) {
      fill(sight);
      blame('url', /** @type {Error} */ (error).message);
    }
    testing.disabled = false;
  });

  const save = h('button', { class: 'button primary', type: 'submit', 'data-testid': 'camera-save' }, id === null ? 'Add' : 'Save');
  const refused = (error, key) => {
    const problems = error.answer?.problems ?? [];
    for (const each of problems) {
      const field = each.key.startsWith(`${key}.`) ? each.key.slice(key.length + 1).split(/[.[]/)[0] : '';
      if (field) {
        blame(field, each.message);
      } else {
        general.append(problem(each.message));
      }
    }
    if (!problems.length) {
      fill(general, problem(error.message));
    }
    /** @type {HTMLElement | null} */ (element.querySelector('[aria-invalid=true]'))?.focus();
  };
  const submit = async (event) => {
    event.preventDefault();
    const camera = keys();
    const which = value('id').value.trim();
    if (camera && !ID.test(which)) {
      blame('id', 'It must be 1 to 100 letters, digits, ".", "_" and "-".');
    } else if (camera && id === null && Object.hasOwn(settings.cameras, which)) {
      blame('id', `There is a camera ${which} already: choose another id.`);
    } else if (camera) {
      save.disabled = true;
      setText(save, 'Waiting for all services …');
      const key = `camera/${which}`;
      try {
        const { revision } = await admin.change(settings, [{ key, value: camera }]);
        calls.saved(which, revision);
      } catch (error) {
        refused(error, key);
      }
      save.disabled = false;
      setText(save, id === null ? 'Add' : 'Save');
    }
  };
  const element = h(
    'form',
    { class: 'card manage-form manage-camera', 'aria-label': id === null ? 'Add a camera' : `Change camera ${id}`, 'data-testid': 'camera-form', on: { submit } },
    h('h2', {}, id === null ? 'Add a camera' : `Change camera ${id}`),
    inputs,
    more,
    sight,
    general,
    h('div', { class: 'manage-buttons' }, testing, save, h('button', { class: 'button', type: 'button', on: { click: calls.left } }, 'Cancel')),
  );
  return element;
}

/** @param {any} answer what is to be seen at the address */
function seen({ width, height, fps, codec, picture }) {
  const about = [`${width} × ${height}`, fps > 0 && rate(fps), codec].filter(Boolean).join(', ');
  return h(
    'figure',
    {},
    h('img', { src: `data:image/jpeg;base64,${picture}`, alt: 'First picture of the camera', 'data-testid': 'camera-preview' }),
    h('figcaption', {}, icon('check'), ` ${about}`),
  );
}
