import { h, setAttribute } from '../core/dom.js';
import { Stage } from '../picture/stage.js';

/**
 * The pictures of one camera, large.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function largePicture(app, id, signal) {
  const stage = new Stage();
  const report = h('p', { class: 'camera-report', 'data-testid': 'camera-report' }, 'no picture yet');
  const element = h(
    'figure',
    { class: 'camera-picture', 'data-testid': 'camera-picture' },
    stage.element,
    h('figcaption', {}, report),
  );
  const place = app.pictures.join(
    {
      pixels: () => stage.pixels,
      show: (detection, bitmap) => {
        if (bitmap) {
          stage.element.style.aspectRatio = `${detection.width} / ${detection.height}`;
          stage.show(bitmap, detection);
        }
        setAttribute(element, 'data-sequence', detection.sequence);
        report.textContent = detection.report;
      },
    },
    signal,
  );
  const offer = (detection) => detection?.camera === id && place.offer(detection);
  offer(app.store.detections.get(id));
  app.store.on('detection', offer, signal);
  signal.addEventListener('abort', () => stage.close());
  return element;
}
