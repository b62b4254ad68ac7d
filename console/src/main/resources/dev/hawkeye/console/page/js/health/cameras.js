import { fill, h, keep, setText } from '../core/dom.js';
import { latency, rate, whole } from '../core/format.js';
import { nameOf } from '../core/names.js';
import { href } from '../core/router.js';
import { StateChip } from '../wall/state.js';

/** Name and reading of each column of figures. @type {[string, (camera: any, fates: any) => string][]} */
const COLUMNS = [
  ['Detected', (camera, fates) => whole(fates.detected)],
  ['Unchanged', (camera, fates) => whole(fates.unchanged)],
  ['Shed', (camera, fates) => whole(fates.shed)],
  ['Failed', (camera, fates) => whole(fates.failed)],
  ['Analyzed', (camera) => rate(camera.fps)],
  ['Latency p50', (camera) => latency(camera.latencyP50)],
  ['Latency p99', (camera) => latency(camera.latencyP99)],
  ['Dropped', (camera) => whole(camera.framesDropped)],
  ['Reconnects', (camera) => whole(camera.reconnects)],
];
const NO_FATES = { detected: 0, unchanged: 0, shed: 0, failed: 0 };

/** Every camera with its state, fates and latency. */
export class CameraTable {
  #body = h('tbody');
  /** @type {Map<string, {element: HTMLElement, chip: StateChip, cells: Element[], error: Element, link: Element}>} */
  #rows = new Map();

  /** Ids of those listed first. */
  #trouble = '';

  constructor() {
    this.element = h(
      'div',
      { class: 'scroller camera-table', tabindex: '0', role: 'region', 'aria-label': 'Cameras' },
      h(
        'table',
        { class: 'table', 'data-testid': 'fates' },
        h('caption', { class: 'visually-hidden' }, 'State, fates and latency of each camera'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Camera'),
            h('th', { scope: 'col' }, 'State'),
            COLUMNS.map(([name]) => h('th', { scope: 'col', class: 'number' }, name)),
            h('th', { scope: 'col', class: 'wide' }, 'Last error'),
          ),
        ),
        this.#body,
      ),
    );
  }

  /** @param {import('../core/store.js').Store} store @param {any[]} fates @param {number} now */
  update(store, fates, now) {
    const { cameras } = store;
    if (this.#rows.size !== cameras.size || [...cameras.keys()].some((id) => !this.#rows.has(id))) {
      this.#rows = new Map([...cameras.keys()].map((id) => [id, row(id)]));
      fill(
        this.#body,
        [...this.#rows.values()].map(({ element }) => element),
      );
      this.#trouble = '';
    }
    const trouble = [...cameras.values()].filter(store.isInTrouble).map(({ id }) => id);
    if (trouble.join(' ') !== this.#trouble) {
      this.#trouble = trouble.join(' ');
      const others = [...cameras.keys()].filter((id) => !trouble.includes(id));
      keep(
        this.#body,
        [...trouble, ...others].flatMap((id) => this.#rows.get(id)?.element ?? []),
      );
    }
    const byCamera = new Map(fates.map((each) => [each.camera, each]));
    for (const [id, camera] of cameras) {
      const shown = this.#rows.get(id);
      if (shown) {
        const name = store.called(id);
        if (shown.link.textContent !== name) {
          fill(shown.link, nameOf(name, id));
        }
        shown.chip.update(camera, now, store.overloaded.get(id), store.overloaded.size > 0);
        COLUMNS.forEach(([, read], i) => setText(shown.cells[i], read(camera, byCamera.get(id) ?? NO_FATES)));
        setText(shown.error, camera.lastError ?? '');
      }
    }
  }
}

/** @param {string} id */
function row(id) {
  const chip = new StateChip();
  const cells = COLUMNS.map(() => h('td', { class: 'number' }));
  const error = h('td', { class: 'muted last-error' });
  const link = h('a', { href: href('cameras', id) });
  return {
    element: h('tr', {}, h('th', { scope: 'row' }, link), h('td', { class: 'state-cell' }, chip.element), cells, error),
    chip,
    cells,
    error,
    link,
  };
}
