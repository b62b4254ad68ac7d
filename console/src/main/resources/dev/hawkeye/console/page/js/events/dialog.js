import { color } from '../core/colors.js';
import { fill, h } from '../core/dom.js';
import { dayName } from '../core/format.js';
import { icon } from '../core/icons.js';
import { nameOf } from '../core/names.js';
import { href } from '../core/router.js';
import { ClipPlayer } from './clip.js';
import { described, details, subject } from './words.js';

/** The full picture of one event, with links to its neighbors. */
export class EventDialog {
  #picture = h('div', { class: 'dialog-picture' });
  #crop = h('figure', { class: 'dialog-crop', hidden: true });
  #title = h('h2', { id: 'event-title' });
  #facts = h('dl', { class: 'dialog-facts' });
  #newer = arrow('left', 'Newer event (left arrow)');
  #older = arrow('right', 'Older event (right arrow)');
  #download = h(
    'a',
    { class: 'button primary', 'data-testid': 'event-download', download: '' },
    icon('download'),
    'Download',
  );
  #play = h(
    'button',
    {
      class: 'button',
      type: 'button',
      hidden: true,
      'aria-pressed': 'false',
      'data-testid': 'event-play',
      on: { click: () => this.#toggle() },
    },
    icon('play'),
    'Clip',
  );
  #saveClip = h(
    'a',
    { class: 'button', hidden: true, 'data-testid': 'event-clip-download', download: '' },
    icon('download'),
    'Download clip',
  );
  #player = /** @type {ClipPlayer | null} */ (null);
  #clip = /** @type {string | null} */ (null);
  #calls;
  #events = /** @type {any[]} */ ([]);
  #hasMore = false;
  #id = /** @type {string | null} */ (null);
  #shown = '';

  /**
   * @param {{called: (id: string) => string, moved: (id: string) => void, closed: () => void, more: () => void,
   *     seen: (path: string) => Promise<any>}} calls called: what a camera is called; moved: another event is wanted; more:
   *     older events are wanted; seen: asks what was seen in a clip
   */
  constructor(calls) {
    this.#calls = calls;
    const close = h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': 'Close', on: { click: () => this.element.close() } },
      icon('close'),
    );
    this.element = h(
      'dialog',
      { class: 'event-dialog', 'aria-labelledby': 'event-title', 'data-testid': 'event-dialog' },
      h(
        'div',
        { class: 'dialog-head' },
        this.#title,
        h('div', { class: 'view-tools' }, this.#newer, this.#older, close),
      ),
      h('div', { class: 'dialog-pictures' }, this.#picture, this.#crop),
      h('div', { class: 'dialog-foot' }, this.#facts, this.#play, this.#saveClip, this.#download),
    );
    this.#newer.addEventListener('click', () => this.#move(-1));
    this.#older.addEventListener('click', () => this.#move(1));
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', (event) => event.target === this.element && this.element.close());
    this.element.addEventListener('close', () => this.#closed());
  }

  /** @param {string} id */
  open(id) {
    this.#id = id;
    if (!this.element.open) {
      this.element.showModal();
    }
    this.#show();
  }

  close() {
    this.#stop();
    this.#id = null;
    if (this.element.open) {
      this.element.close();
    }
  }

  /** @param {any[]} events newest first @param {boolean} hasMore whether there are older ones to read */
  update(events, hasMore) {
    this.#events = events;
    this.#hasMore = hasMore;
    if (this.#id !== null) {
      this.#show();
    }
  }

  #closed() {
    this.#stop();
    if (this.#id !== null) {
      const id = this.#id;
      this.#id = null;
      this.#calls.closed();
      /** @type {HTMLElement | null} */ (document.querySelector(`[data-event="${CSS.escape(id)}"]`))?.focus();
    }
  }

  #toggle() {
    const event = this.#events[this.#index];
    if (this.#player) {
      this.#stop();
      this.#showPicture(event?.keyframe ?? null, described(event, this.#calls.called(event.camera)));
    } else if (event?.clip) {
      const text = `Clip: ${described(event, this.#calls.called(event.camera))}`;
      const sights = this.#calls.seen(event.clip.replace(/\.mp4$/, '/sights'));
      this.#player = new ClipPlayer(event.clip, text, sights, () => this.#gone('clip'));
      this.#crop.classList.add('is-away');
      this.#play.setAttribute('aria-pressed', 'true');
      fill(this.#picture, this.#player.element);
    }
  }

  #stop() {
    this.#player?.close();
    this.#player = null;
    this.#crop.classList.remove('is-away');
    this.#play.setAttribute('aria-pressed', 'false');
  }

  /** @param {'clip' | 'picture'} what */
  #gone(what) {
    fill(
      this.#picture,
      h('p', { class: 'thumbnail-missing' }, icon('picture'), `The ${what} of this event is gone.`),
    );
  }

  /** @param {string | null} clip */
  #offer(clip) {
    if (clip !== this.#clip) {
      this.#stop();
      this.#clip = clip;
    }
    this.#play.hidden = !clip;
    this.#saveClip.hidden = !clip;
    if (clip) {
      this.#saveClip.href = `${clip}?download=true`;
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target instanceof HTMLVideoElement) {
      return; // Its arrows scrub.
    }
    if (event.key === 'ArrowLeft') {
      this.#move(-1);
    } else if (event.key === 'ArrowRight') {
      this.#move(1);
    }
  }

  /** @param {number} step */
  #move(step) {
    const next = this.#events[this.#index + step];
    if (next) {
      this.#calls.moved(next.id);
    } else if (step > 0 && this.#hasMore) {
      this.#calls.more();
    }
  }

  get #index() {
    return this.#events.findIndex(({ id }) => id === this.#id);
  }

  #show() {
    const index = this.#index;
    const event = this.#events[index];
    this.#newer.disabled = index <= 0;
    this.#older.disabled = index < 0 || (index === this.#events.length - 1 && !this.#hasMore);
    // A saved address may be older than anything in the list: its picture is shown all the same.
    const keyframe = event ? event.keyframe : `/api/events/${encodeURIComponent(this.#id ?? '')}/keyframe.jpg`;
    const camera = event ? this.#calls.called(event.camera) : '';
    const state = JSON.stringify([this.#id, event ?? null, camera]);
    if (state === this.#shown) {
      return;
    }
    this.#shown = state;
    fill(this.#title, event ? title(event, camera) : 'Event');
    fill(
      this.#facts,
      event && details(event).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );
    this.#download.hidden = !keyframe;
    if (keyframe) {
      this.#download.href = `${keyframe}?boxes=true&download=true`;
    }
    this.#offer(event?.clip ?? null);
    if (this.#player) {
      return;
    }
    this.#showPicture(keyframe, event ? described(event, camera) : 'Picture of the event');
    this.#showCrop(event, camera);
  }

  /** @param {any} event what it is about, large, next to the whole picture @param {string} camera */
  #showCrop(event, camera) {
    const source = event?.crop ?? null;
    if (this.#crop.dataset.source === String(source)) {
      return;
    }
    this.#crop.dataset.source = String(source);
    this.#crop.hidden = source === null;
    if (source !== null) {
      const image = h('img', { src: source, alt: `${described(event, camera)}, close`, 'data-testid': 'event-crop' });
      image.addEventListener('error', () => (this.#crop.hidden = true));
      fill(this.#crop, image, h('figcaption', {}, `The ${event.className}`));
    } else {
      fill(this.#crop);
    }
  }

  /** @param {string | null} keyframe @param {string} text */
  #showPicture(keyframe, text) {
    const source = keyframe && `${keyframe}?boxes=true`;
    if (source && this.#picture.firstElementChild?.getAttribute('src') === source) {
      return;
    }
    const gone = () => {
      this.#download.hidden = true;
      this.#gone('picture');
    };
    if (!source) {
      gone();
      return;
    }
    const image = h('img', { src: source, alt: text, 'data-testid': 'event-picture' });
    image.addEventListener('error', gone);
    fill(this.#picture, image);
  }
}

/** @param {any} event @param {string} camera */
function title(event, camera) {
  return [
    color(h('span', { class: 'class-name' }, h('span', { class: 'swatch' }), subject(event)), event.className),
    ' at ',
    h('a', { href: href('cameras', event.camera) }, nameOf(camera, event.camera)),
    h('span', { class: 'dialog-day' }, dayName(event.start)),
  ];
}

/** @param {'left' | 'right'} direction @param {string} label @returns {HTMLButtonElement} */
function arrow(direction, label) {
  return h('button', { class: 'icon-button', type: 'button', 'aria-label': label, title: label }, icon(direction));
}
