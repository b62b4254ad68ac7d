import { h, setAttribute, setText } from '../core/dom.js';
import { LOADING } from '../core/format.js';
import { isQuiet } from '../core/liveness.js';
import { numbers } from '../objects/named.js';
import { Overlay } from '../objects/overlay.js';
import { Stage } from '../picture/stage.js';

const NO_PICTURE = 'no picture yet';

/**
 * One camera's pictures, large, with what is drawn over them.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {{element: HTMLElement, stage: Stage, overlay: Overlay}}
 */
export function largePicture(app, id, signal) {
  const stage = new Stage();
  const overlay = new Overlay(app.store, id);
  stage.under(overlay.draw);
  const report = h('p', { class: 'camera-report', 'data-testid': 'camera-report' }, LOADING);
  const element = h(
    'figure',
    { class: 'camera-picture', 'data-testid': 'camera-picture' },
    stage.element,
    h('figcaption', {}, report),
  );
  let last = NO_PICTURE;
  let seen = false;
  const place = app.pictures.join(
    {
      pixels: () => stage.pixels,
      show: (detection, bitmap) => {
        if (bitmap !== null) {
          stage.element.style.aspectRatio = `${detection.width} / ${detection.height}`;
          const shown = overlay.name(detection);
          stage.show(bitmap, shown);
          setAttribute(element, 'data-objects', numbers(shown.objects));
        }
        setAttribute(element, 'data-sequence', detection.sequence);
        last = detection.report;
        seen = true;
        tell();
      },
    },
    signal,
  );
  const tell = () => {
    const camera = app.store.cameras.get(id);
    const quiet = camera !== undefined && isQuiet(camera);
    element.classList.toggle('is-quiet', quiet);
    const words = quiet && seen ? `last seen: ${last}` : last;
    setText(report, seen || app.store.ready ? words : LOADING);
  };
  const offer = (detection) => detection?.camera === id && place.offer(detection);
  offer(app.store.detections.get(id));
  app.store.on('detection', offer, signal);
  app.clock.everySecond(tell, signal);
  signal.addEventListener('abort', () => stage.close());
  return { element, stage, overlay };
}
