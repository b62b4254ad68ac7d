import { fill, h, keep, setText } from '../core/dom.js';
import { oneDigit } from '../core/format.js';
import { icon } from '../core/icons.js';
import { arrange } from './grid.js';
import { wallMode } from './mode.js';
import { rail } from './rail.js';
import { Tile } from './tile.js';

const LEAST_TILE_WIDTH = 200;
const LEAST_TILE_WIDTH_ON_A_PHONE = 165;
const PHONE = 720;

/**
 * All cameras at once.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} route
 * @param {AbortSignal} signal
 */
export function wallView(app, root, route, signal) {
  const { store, clock, pictures, stream } = app;
  /** @type {Map<string, Tile>} */
  const tiles = new Map();
  const summary = h('p', { class: 'muted', 'data-testid': 'wall-summary' });
  const wall = h('ul', { class: 'wall', 'aria-label': 'Cameras' });
  const sight = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => tileOf(target)?.see(isIntersecting)),
    { rootMargin: '80px' },
  );
  const layout = () => arrangeTiles(wall, tiles.size);
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
          h('div', { class: 'view-tools' }, wallMode(signal, layout)),
        ),
        wall,
      ),
      rail(app, signal),
    ),
  );
  stream.watch(null);

  const tileOf = (element) => tiles.get(element.dataset.camera);
  const update = () => {
    for (const [id, tile] of tiles) {
      tile.update(store.cameras.get(id), clock.now());
    }
    setText(summary, summaryOf([...store.cameras.values()]));
  };
  const build = () => {
    for (const [id, tile] of tiles) {
      if (!store.cameras.has(id)) {
        sight.unobserve(tile.element);
        tile.close();
        tiles.delete(id);
      }
    }
    const rows = [];
    for (const [id, camera] of store.cameras) {
      const tile = tiles.get(id) ?? new Tile(camera, pictures, sight);
      tiles.set(id, tile);
      rows.push(tile.element.parentElement ?? h('li', {}, tile.element));
      offer(id);
    }
    const placeholder = () =>
      store.ready ? [h('li', { class: 'wall-empty' }, noCameras())] : Array.from({ length: 4 }, skeleton);
    keep(wall, rows.length ? rows : placeholder());
    layout();
    update();
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
}

/** @param {HTMLElement} wall @param {number} tiles */
function arrangeTiles(wall, tiles) {
  const bare = document.documentElement.classList.contains('wall-mode');
  const styles = getComputedStyle(wall);
  const phone = innerWidth < PHONE;
  const room = {
    width: wall.clientWidth,
    height:
      innerHeight - (bare ? 0 : wall.getBoundingClientRect().top + scrollY + parseFloat(styles.scrollMarginBottom)),
    gap: parseFloat(styles.columnGap),
    caption: parseFloat(styles.getPropertyValue('--caption')),
    least: bare ? 0 : phone ? LEAST_TILE_WIDTH_ON_A_PHONE : LEAST_TILE_WIDTH,
  };
  const { columns, width } =
    phone && !bare && tiles <= 4 ? { columns: 1, width: room.width } : arrange(tiles || 4, room);
  wall.style.setProperty('--columns', String(columns));
  wall.style.setProperty('--tile', `${width}px`);
  wall.dataset.size = width < 300 ? 'small' : 'large';
}

/** @param {any[]} cameras */
function summaryOf(cameras) {
  if (!cameras.length) {
    return '';
  }
  const live = cameras.filter((camera) => camera.state === 'STREAMING');
  const rate = live.reduce((sum, camera) => sum + camera.fps, 0);
  return `${live.length} of ${cameras.length} live, ${oneDigit(rate)} frames per second analysed`;
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
      ' in the configuration and start again. It shows up here with its first picture.',
    ),
  );
}
