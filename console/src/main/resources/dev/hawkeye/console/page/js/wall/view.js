import { fill, h, keep, setText } from '../core/dom.js';
import { rate } from '../core/format.js';
import { icon } from '../core/icons.js';
import { liveness } from '../core/liveness.js';
import { bothOf, shortNames } from '../core/names.js';
import { pager } from '../core/pager.js';
import { href } from '../core/router.js';
import { Overlay } from '../objects/overlay.js';
import { arrange } from './grid.js';
import { wallMode } from './mode.js';
import { ordered } from './order.js';
import { overloadNotice } from './overload.js';
import { rail } from './rail.js';
import { Tile } from './tile.js';
import { wallTools } from './tools.js';

const LEAST_TILE_WIDTH = 200;
const LEAST_TILE_WIDTH_ON_A_PHONE = 165;
const PHONE = 720;
const PAGE = 200;
const PAGE_ON_A_PHONE = 24;
/** Width of a character in a name, and the pixels around it. */
const CHARACTER_EM = 0.47;
const BESIDE_NAME = 96;

/** @typedef {ReturnType<typeof ordered>} Shown */

/**
 * All cameras at once.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} first
 * @param {AbortSignal} signal
 */
export function wallView(app, root, first, signal) {
  const { store, clock, pictures, stream } = app;
  let query = first.query;
  /** @type {Map<string, Tile>} those that are shown */
  const tiles = new Map();
  /** @type {Map<string, HTMLElement>} */
  const headings = new Map();
  let trouble = '';
  const summary = h('p', { class: 'muted', 'data-testid': 'wall-summary' });
  const wall = h('ul', { class: 'wall', 'aria-label': 'Cameras' });
  const tools = wallTools(app, signal);
  const pages = pager('cameras', (page) => {
    app.router.change({ page: page > 1 ? String(page) : '' });
    scrollTo(0, 0);
  });
  const sight = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => tileOf(target)?.see(isIntersecting)),
    { rootMargin: '80px' },
  );
  const layout = () => arrangeTiles(wall, tiles, store);
  fill(
    root,
    h(
      'div',
      { class: 'wall-view' },
      h(
        'section',
        { class: 'wall-main', 'aria-label': 'Wall' },
        h(
          'div',
          { class: 'view-head' },
          h('h1', { tabindex: '-1' }, 'Cameras'),
          summary,
          h('div', { class: 'view-tools' }, tools.elements, wallMode(signal, () => build())),
        ),
        overloadNotice(app, signal),
        wall,
        pages.element,
      ),
      rail(app, signal),
    ),
  );

  const tileOf = (element) => tiles.get(element.dataset.camera);
  const troubled = () =>
    [...store.cameras.values()]
      .filter(store.isInTrouble)
      .map(({ id }) => id)
      .join(' ');
  const update = () => {
    if (troubled() !== trouble) {
      build();
    }
    for (const [id, tile] of tiles) {
      tile.update(store.cameras.get(id), clock.now(), store.overloaded.get(id), store.overloaded.size > 0);
    }
    setText(summary, summaryOf(store));
  };
  const build = () => {
    trouble = troubled();
    stream.watch({ only: wantedFor(store.cameras.size), pace: paceFor(store.cameras.size) });
    const wanted = {
      search: query.get('q') ?? '',
      group: query.get('group') ?? '',
      order: query.get('order') ?? '',
    };
    const all = ordered([...store.cameras.values()], wanted, store.isInTrouble);
    tools.update(store.cameras.size, all, query);
    const bare = document.documentElement.classList.contains('wall-mode');
    const size = bare ? Infinity : innerWidth < PHONE ? PAGE_ON_A_PHONE : PAGE;
    const shown = new Set(pages.part(all.cameras, size, Number(query.get('page'))).map(({ id }) => id));
    for (const [id, tile] of tiles) {
      if (!shown.has(id)) {
        sight.unobserve(tile.element);
        tile.close();
        tiles.delete(id);
      }
    }
    const rows = [];
    for (const id of shown) {
      const title = all.titles.get(id);
      if (title && !bare) {
        rows.push(heading(title));
      }
      const tile = tiles.get(id) ?? new Tile(store.cameras.get(id), pictures, sight, new Overlay(store, id));
      tiles.set(id, tile);
      tile.update(store.cameras.get(id), clock.now(), store.overloaded.get(id), store.overloaded.size > 0);
      rows.push(tile.element.parentElement ?? h('li', {}, tile.element));
      offer(id);
    }
    keep(wall, rows.length ? rows : placeholder());
    layout();
    setText(summary, summaryOf(store));
  };
  const heading = (title) => {
    const known = headings.get(title) ?? h('li', { class: 'wall-heading' }, h('h2', {}, title));
    headings.set(title, known);
    return known;
  };
  const placeholder = () => {
    if (!store.ready) {
      return Array.from({ length: 4 }, skeleton);
    }
    return [h('li', { class: 'wall-empty' }, store.cameras.size ? noneFits() : noCameras())];
  };
  const offer = (id) => {
    const detection = store.detections.get(id);
    if (detection) {
      tiles.get(id)?.offer(detection);
    }
  };

  build();
  clock.everySecond(update, signal);
  store.on('cameras', build, signal);
  store.on('detection', ({ camera }) => offer(camera), signal);
  const size = new ResizeObserver(layout);
  size.observe(root);
  addEventListener('resize', layout, { signal });
  signal.addEventListener('abort', () => {
    size.disconnect();
    sight.disconnect();
    tiles.forEach((tile) => tile.close());
  });
  return (changed) => {
    query = changed.query;
    build();
  };
}

/**
 * The page shows about two dozen pictures a second, so with many cameras not every detection is needed.
 *
 * @param {number} cameras
 * @returns {number} minimum milliseconds between two detections of one camera
 */
function paceFor(cameras) {
  return cameras <= 4 ? 100 : cameras <= 12 ? 300 : cameras <= 40 ? 600 : 1000;
}

/** @param {number} cameras @returns {string[]} names of messages: with very many cameras, tiles are too small for objects */
function wantedFor(cameras) {
  const always = ['camera', 'detection', 'event', 'health'];
  return cameras <= 40 ? [...always, 'track'] : always;
}

/** @param {HTMLElement} wall @param {Map<string, Tile>} tiles @param {import('../core/store.js').Store} store */
function arrangeTiles(wall, tiles, store) {
  const bare = document.documentElement.classList.contains('wall-mode');
  const styles = getComputedStyle(wall);
  const phone = innerWidth < PHONE;
  // A user who reads what would help does not want smaller pictures because of it.
  const help = document.querySelector('ol.overload-help')?.clientHeight ?? 0;
  const top = wall.getBoundingClientRect().top + scrollY - help;
  const room = {
    width: wall.clientWidth,
    height: innerHeight - (bare ? 0 : top + parseFloat(styles.scrollMarginBottom)),
    gap: parseFloat(styles.columnGap),
    caption: parseFloat(styles.getPropertyValue('--caption')),
    least: bare ? 0 : phone ? LEAST_TILE_WIDTH_ON_A_PHONE : LEAST_TILE_WIDTH,
  };
  const { columns, width } =
    phone && !bare && tiles.size <= 4 ? { columns: 1, width: room.width } : arrange(tiles.size || 4, room);
  wall.style.setProperty('--columns', String(columns));
  wall.style.setProperty('--tile', `${width}px`);
  const small = width < 300;
  const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const line = Math.max(12, Math.floor((width - (small ? 20 : BESIDE_NAME)) / (CHARACTER_EM * em)));
  const names = shortNames(
    [...tiles.keys()].map((id) => store.called(id)),
    2 * line - 2,
  );
  const long = [...names.values()].some((name) => name.length > line);
  wall.dataset.size = small ? 'small' : 'large';
  wall.dataset.names = long ? 'long' : 'short';
  tiles.forEach((tile, id) => {
    const called = store.called(id);
    tile.call(names.get(called) ?? called, bothOf(called, id));
  });
}

/** @param {import('../core/store.js').Store} store */
function summaryOf(store) {
  if (!store.cameras.size) {
    return '';
  }
  const { live, expected, over } = liveness(store.cameras.values());
  return `${live} of ${expected} live${over ? `, ${over} ended` : ''}, ${rate(store.fps)} analyzed`;
}

function skeleton() {
  return h(
    'li',
    {},
    h('div', { class: 'tile' }, h('div', { class: 'stage is-empty' }), h('div', { class: 'tile-caption' })),
  );
}

function noCameras() {
  return h(
    'div',
    { class: 'empty' },
    icon('cameras'),
    h('strong', {}, 'No cameras yet'),
    h(
      'p',
      {},
      'Add one under ',
      h('code', {}, 'cameras'),
      ' in the configuration and restart. It appears here with its first picture.',
    ),
  );
}

function noneFits() {
  return h(
    'div',
    { class: 'empty' },
    icon('search'),
    h('strong', {}, 'No camera matches'),
    h('a', { class: 'button', href: href('cameras') }, 'Show all cameras'),
  );
}
