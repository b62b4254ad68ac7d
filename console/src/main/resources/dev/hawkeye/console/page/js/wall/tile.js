import { fill, h, setAttribute, setText } from '../core/dom.js';
import { age, rate } from '../core/format.js';
import { href } from '../core/router.js';
import { isQuiet } from '../core/liveness.js';
import { breakable } from '../core/names.js';
import { numbers } from '../objects/named.js';
import { Stage } from '../picture/stage.js';
import { StateChip } from './state.js';

/** One camera on the wall: a link whose text says what the picture shows. Lives as long as its camera is shown. */
export class Tile {
  #stage = new Stage();
  #state = new StateChip();
  #fps = h('span', { 'data-testid': 'tile-fps' });
  #latency = h('span', { 'data-testid': 'tile-latency' });
  #report = h('span', { class: 'tile-report', 'data-testid': 'tile-report' }, 'no picture yet');
  #name = h('bdi', { class: 'tile-name' });
  #called = '';
  #leaving = new AbortController();
  #place;
  #overlay;
  #visible = false;
  #live = true;
  #seen = /** @type {string | null} */ (null);

  /**
   * @param {any} camera
   * @param {import('../picture/queue.js').PictureQueue} pictures
   * @param {IntersectionObserver} sight
   * @param {import('../objects/overlay.js').Overlay} [overlay] what is drawn over its pictures
   */
  constructor(camera, pictures, sight, overlay) {
    this.#overlay = overlay;
    if (overlay) {
      this.#stage.under(overlay.draw);
    }
    this.element = h(
      'a',
      { class: 'tile', href: href('cameras', camera.id), 'data-testid': 'tile', 'data-camera': camera.id },
      this.#stage.element,
      h(
        'span',
        { class: 'tile-caption' },
        this.#name,
        this.#state.element,
        this.#report,
        h('span', { class: 'tile-figures' }, this.#fps, this.#latency),
      ),
    );
    this.#place = pictures.join(
      {
        pixels: () => (this.#visible ? this.#stage.pixels : 0),
        show: (detection, bitmap) => this.#show(detection, bitmap),
      },
      this.#leaving.signal,
    );
    sight.observe(this.element);
  }

  /** @param {string} name that there is room for @param {string} whole all of it, with the id */
  call(name, whole) {
    if (this.#called !== name) {
      this.#called = name;
      fill(this.#name, breakable(name));
    }
    setAttribute(this.#name, 'title', whole);
  }

  /** @param {boolean} visible whether it is in sight, so that pictures are worth loading */
  see(visible) {
    this.#visible = visible;
    this.#place.look();
  }

  /** @param {any} camera @param {number} now @param {any} load @param {boolean} busy see StateChip */
  update(camera, now, load, busy) {
    const live = !isQuiet(camera);
    this.#state.update(camera, now, load, busy);
    this.element.classList.toggle('is-quiet', !live);
    this.element.classList.toggle('is-overloaded', live && load !== undefined);
    this.#live = live;
    this.#tell();
    setText(this.#fps, live && !load ? rate(camera.fps + camera.unchangedFps) : ''); // otherwise the state has it
    setText(this.#latency, live ? age(camera.latencyP50) : '');
  }

  /** @param {any} detection */
  offer(detection) {
    this.#place.offer(detection);
  }

  close() {
    this.#leaving.abort();
    this.#stage.close();
  }

  /** @param {any} detection @param {ImageBitmap | null | undefined} bitmap undefined: the one that is shown */
  #show(detection, bitmap) {
    if (bitmap !== null) {
      const shown = this.#overlay?.name(detection) ?? detection;
      this.#stage.show(bitmap, shown);
      setAttribute(this.element, 'data-boxes', detection.objects.map(corner).join(' '));
      setAttribute(this.element, 'data-objects', numbers(shown.objects));
    }
    setAttribute(this.element, 'data-sequence', detection.sequence);
    this.#seen = detection.report;
    this.#tell();
  }

  /** The report of a camera that no longer sends anything is marked as old. */
  #tell() {
    if (this.#seen !== null) {
      setText(this.#report, this.#live ? this.#seen : `last seen: ${this.#seen}`);
    }
  }
}

/** @param {any} object */
function corner({ className, x1, y1, x2, y2 }) {
  return `${className}:${[x1, y1, x2, y2].map(Math.round).join(',')}`;
}
