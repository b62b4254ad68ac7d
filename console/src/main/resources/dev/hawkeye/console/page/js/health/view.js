import { fill, h } from '../core/dom.js';
import { overloadNotice } from '../wall/overload.js';
import { BytesCard } from './bytes.js';
import { CameraTable } from './cameras.js';
import { FatesBar } from './fatesbar.js';
import { Figures } from './figures.js';
import { ModelCard } from './model.js';
import { StepsCard } from './steps.js';

/**
 * Whether everything is well: fates, lag, latency, bytes and the model.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} route
 * @param {AbortSignal} signal
 */
export function healthView(app, root, route, signal) {
  const { store, clock } = app;
  const figures = new Figures();
  const steps = new StepsCard();
  const bytes = new BytesCard();
  const model = new ModelCard();
  const fates = new FatesBar();
  const cameras = new CameraTable();
  fill(
    root,
    h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'Health')),
    overloadNotice(app, signal),
    h(
      'div',
      { class: 'health' },
      figures.element,
      steps.element,
      bytes.element,
      model.element,
      h(
        'section',
        { class: 'card health-cameras' },
        h(
          'div',
          { class: 'card-head' },
          h('h2', {}, 'Fates of all frames'),
          h('span', { class: 'muted small' }, 'since this console started'),
        ),
        h('div', { class: 'card-body' }, fates.element),
        cameras.element,
      ),
    ),
  );
  app.stream.watch({ only: ['camera', 'health'] });

  const update = () => {
    const health = store.health;
    if (!health || !store.ready) {
      return;
    }
    figures.update(health, store);
    steps.update(health.steps);
    bytes.update(health.bytes);
    model.update(health.model);
    fates.update(sum(health.fates));
    cameras.update(store, health.fates, clock.now());
  };
  clock.everySecond(update, signal);
  store.on('health', update, signal);
}

/** @param {any[]} fates */
function sum(fates) {
  const total = { detected: 0, unchanged: 0, shed: 0, failed: 0 };
  for (const { detected, unchanged, shed, failed } of fates) {
    total.detected += detected;
    total.unchanged += unchanged;
    total.shed += shed;
    total.failed += failed;
  }
  return total;
}
