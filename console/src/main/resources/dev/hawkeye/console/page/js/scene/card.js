import { fill, h, setText } from '../core/dom.js';
import { dwell, whole } from '../core/format.js';
import { counts } from './scenes.js';
import { Totals } from './totals.js';

/**
 * What the zones and lines of a camera count: as figures beside them on the picture, and as a table for everybody else.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {AbortSignal} signal
 * @param {() => void} changed called after each change
 * @returns {{element: HTMLElement, figures: import('../objects/overlay.js').Overlay['figures']}}
 */
export function sceneCard(app, id, signal, changed) {
  const { store, clock } = app;
  const since = h('span', { class: 'muted small', 'data-testid': 'scene-since' });
  const body = h('div', { class: 'scene-tables' });
  const element = h(
    'section',
    { class: 'card', hidden: true, 'data-testid': 'scene' },
    h('div', { class: 'card-head' }, h('h2', {}, 'Zones and lines'), since),
    body,
  );
  let totals = /** @type {Totals | null} */ (null);
  let due = true;
  /** @type {(() => void)[]} each sets the text of a cell */
  let cells = [];
  let shown = '';

  const inside = (zone) => {
    const at = store.detections.get(id)?.captureTime ?? clock.now();
    const isThere = ({ zones }) => zones.some((visit) => visit.zone === zone && visit.exited === null);
    return store.tracks.of(id, at).filter(isThere).length;
  };
  const stay = (zone) => {
    const { exited, dwellMillis } = totals?.visits(zone) ?? { exited: 0, dwellMillis: 0 };
    return exited ? dwell(dwellMillis / exited) : '–';
  };
  const crossed = (line, direction) => whole(totals?.crossed(line, direction) ?? 0);

  const build = () => {
    const scene = store.scenes.of(id);
    element.hidden = !counts(scene);
    totals ??= counts(scene) ? new Totals(app, id, signal, () => (due = true)) : null;
    if (shown === JSON.stringify(scene)) {
      return;
    }
    shown = JSON.stringify(scene);
    cells = [];
    const cell = (testId, text) => {
      const it = h('td', { class: 'number', 'data-testid': testId });
      cells.push(() => setText(it, text()));
      return it;
    };
    const zones = scene.zones.map(({ name, full }) =>
      row(name, [
        cell('inside', () => (full ? `${whole(inside(name))} of ${whole(full)}` : whole(inside(name)))),
        cell('entered', () => whole(totals?.visits(name).entered ?? 0)),
        cell('dwell', () => stay(name)),
      ]),
    );
    const lines = scene.lines.flatMap(({ name, directions }) =>
      directions.map((direction) => row(`${name}, ${direction}`, [cell('crossed', () => crossed(name, direction))])),
    );
    fill(
      body,
      table('Zones', ['Zone', 'Inside now', 'Entered', 'Mean dwell'], zones),
      table('Lines', ['Line and direction', 'Crossed'], lines),
    );
  };
  const update = () => {
    totals?.catchUp();
    cells.forEach((set) => set());
    setText(since, totals?.since ?? '');
    if (due) {
      due = false;
      changed();
    }
  };
  build();
  store.on('refresh', build, signal);
  clock.everySecond(update, signal);
  return {
    element,
    figures: {
      zone: (name) => `${whole(inside(name))} inside${stay(name) === '–' ? '' : `, mean ${stay(name)}`}`,
      direction: crossed,
    },
  };
}

/** @param {string} name @param {HTMLElement[]} cells */
const row = (name, cells) => h('tr', { 'data-place': name }, h('th', { scope: 'row' }, name), cells);

/** @param {string} caption @param {string[]} columns @param {HTMLElement[]} rows */
function table(caption, columns, rows) {
  return (
    rows.length > 0 &&
    h(
      'table',
      { class: 'table' },
      h('caption', { class: 'visually-hidden' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          columns.map((name, i) => h('th', { scope: 'col', class: i ? 'number' : 'wide' }, name)),
        ),
      ),
      h('tbody', {}, rows),
    )
  );
}
