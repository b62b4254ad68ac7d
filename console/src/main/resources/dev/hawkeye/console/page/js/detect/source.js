import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { isQuiet } from '../core/liveness.js';

/**
 * Where a picture comes from: dropped, chosen, pasted, or the newest one of a camera.
 *
 * @param {import('../main.js').App} app
 * @param {(picture: Blob | Promise<Blob>) => void} taken
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function pictureSource(app, taken, signal) {
  const input = h('input', {
    class: 'visually-hidden',
    id: 'picture',
    type: 'file',
    accept: 'image/*',
    'data-testid': 'try-input',
  });
  const cameras = h('div', { class: 'drop-cameras' });
  const zone = h(
    'div',
    { class: 'drop', 'data-testid': 'drop-zone' },
    icon('upload'),
    h('p', {}, h('strong', {}, 'Drop a picture here'), h('span', { class: 'muted' }, ', paste one, or')),
    input,
    h('label', { class: 'button primary', for: 'picture' }, 'Choose a picture'),
    cameras,
  );
  const first = (files) => files?.length && taken(files[0]);
  input.addEventListener('change', () => {
    first(input.files);
    input.value = '';
  });
  const over = (event) => {
    event.preventDefault();
    zone.classList.add('is-over');
  };
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('dragleave', (event) => event.relatedTarget || zone.classList.remove('is-over'), {
    signal,
  });
  document.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      zone.classList.remove('is-over');
      first(event.dataTransfer?.files);
    },
    { signal },
  );
  document.addEventListener('paste', (event) => first(event.clipboardData?.files), { signal });

  let shown = '';
  const showCameras = () => {
    const ids = [...app.store.cameras.values()].filter((camera) => !isQuiet(camera)).map(({ id }) => id);
    if (shown !== ids.join('\n')) {
      shown = ids.join('\n');
      fill(cameras, ids.length > 0 && cameraChoice(app, ids, taken));
    }
  };
  app.clock.everySecond(showCameras, signal);
  return zone;
}

/** @param {import('../main.js').App} app @param {string[]} ids @param {(picture: Promise<Blob>) => void} taken */
function cameraChoice(app, ids, taken) {
  const select = h(
    'select',
    { class: 'field' },
    ids.map((id) => h('option', { value: id }, id)),
  );
  const take = () =>
    taken(app.api.blob(`/api/cameras/${encodeURIComponent(select.value)}/picture.jpg`, { cache: 'no-store' }));
  return [
    h('label', { class: 'labelled' }, 'or the newest picture of', select),
    h('button', { class: 'button', type: 'button', 'data-testid': 'try-camera', on: { click: take } }, 'Use it'),
  ];
}
