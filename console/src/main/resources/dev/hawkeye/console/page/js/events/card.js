import { color } from '../core/colors.js';
import { fill, h, setAttribute, setText } from '../core/dom.js';
import { clockTime, confidence } from '../core/format.js';
import { icon } from '../core/icons.js';
import { nameOf } from '../core/names.js';
import { described, happened, isOngoing, lasting, subject } from './words.js';

/** One event of the timeline: a link to its picture. */
export class EventCard {
  #when = h('span', { class: 'muted' });
  #lasts = h('span');
  #happened = h('span', { class: 'event-card-happened', 'data-testid': 'event-happened' });
  #camera = h('span', { class: 'event-card-camera' });
  #called = '';
  #peak = h('span', { class: 'muted' });
  #picture = h('span', { class: 'event-picture' });
  #uploaded = h(
    'span',
    { class: 'uploaded-badge', title: 'Uploaded', hidden: true },
    icon('cloud'),
    h('span', { class: 'visually-hidden' }, 'uploaded'),
  );
  #keyframe = /** @type {string | null | undefined} */ (undefined);

  /** @param {any} event */
  constructor(event) {
    this.element = h(
      'a',
      { class: 'event-card', 'data-testid': 'event-card', 'data-event': event.id },
      this.#picture,
      this.#uploaded,
      h(
        'span',
        { class: 'event-card-text' },
        color(
          h('span', { class: 'event-card-class' }, h('span', { class: 'swatch' }), h('b', {}, subject(event))),
          event.className,
        ),
        this.#lasts,
        this.#happened,
        this.#camera,
        this.#when,
        this.#peak,
      ),
    );
    this.item = h('li', {}, this.element);
  }

  /** @param {any} event @param {string} address of its link @param {string} camera what it is called */
  update(event, address, camera) {
    if (this.#called !== camera) {
      this.#called = camera;
      fill(this.#camera, nameOf(camera, event.camera));
    }
    setAttribute(this.element, 'href', address);
    setText(this.#when, clockTime(event.start));
    setText(this.#lasts, lasting(event));
    setAttribute(this.#lasts, 'class', isOngoing(event) ? 'ongoing' : 'muted');
    setText(this.#happened, happened(event));
    const sure = `confidence ${confidence(event.confidence)}`;
    setText(this.#peak, event.number ? sure : `peak ${event.peak}, ${sure}`);
    if (this.#keyframe !== event.keyframe) {
      this.#keyframe = event.keyframe;
      fill(
        this.#picture,
        event.keyframe ? thumbnail(event, camera) : h('span', { class: 'thumbnail-missing' }, icon('picture'), 'no picture'),
      );
    }
    this.#uploaded.hidden = !event.uploaded;
  }
}

/** @param {any} event @param {string} camera */
function thumbnail(event, camera) {
  const image = h('img', {
    src: `${event.keyframe}?width=480&boxes=true`,
    alt: described(event, camera),
    loading: 'lazy',
    decoding: 'async',
    width: 480,
    height: 270,
  });
  image.addEventListener('error', () =>
    image.replaceWith(h('span', { class: 'thumbnail-missing' }, icon('picture'), 'its picture is gone')),
  );
  return image;
}
