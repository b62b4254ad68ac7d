import { fill, h } from '../core/dom.js';
import { Stage } from '../picture/stage.js';
import { knowledge } from './knowledge.js';
import { prepare } from './prepare.js';
import { DetectResult } from './result.js';
import { pictureSource } from './source.js';

/**
 * Runs the model on the visitor's own picture.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} route
 * @param {AbortSignal} signal
 */
export function detectView(app, root, route, signal) {
  const stage = new Stage();
  const result = new DetectResult();
  const picture = h('div', { class: 'card detect-picture', hidden: true }, stage.element);
  let asked = 0;

  /** @param {Blob | Promise<Blob>} source */
  const look = async (source) => {
    const mine = ++asked;
    const current = () => mine === asked && !signal.aborted;
    result.busy();
    // What is said next is not about the previous picture.
    picture.hidden = true;
    stage.clear();
    try {
      const { jpeg, bitmap } = await prepare(await source);
      if (!current()) {
        bitmap.close();
        return;
      }
      picture.hidden = false;
      stage.element.style.aspectRatio = `${bitmap.width} / ${bitmap.height}`;
      stage.show(bitmap, { width: bitmap.width, height: bitmap.height, objects: [] });
      const answer = await app.api.json('/api/detect', {
        method: 'POST',
        headers: { 'Content-Type': 'image/jpeg' },
        body: jpeg,
        signal,
      });
      if (current()) {
        stage.mark(answer);
        result.found(answer);
      }
    } catch (error) {
      if (current()) {
        picture.hidden = true;
        stage.clear();
        result.failed(/** @type {Error} */ (error).message);
      }
    }
  };

  app.stream.watch({ only: ['camera', 'health'] });
  result.empty();
  fill(
    root,
    h(
      'div',
      { class: 'view-head' },
      h('h1', { tabindex: '-1' }, 'Try it'),
      h('p', { class: 'muted' }, 'Show the model your own picture.'),
    ),
    h(
      'div',
      { class: 'detect' },
      h('div', { class: 'detect-main' }, pictureSource(app, look, signal), picture),
      h(
        'div',
        { class: 'detect-side' },
        h('section', { class: 'card card-body', 'aria-label': 'Result' }, result.element),
        knowledge(app, signal),
      ),
    ),
  );
  signal.addEventListener('abort', () => stage.close());
}
