import { color } from '../core/colors.js';
import { fill, h } from '../core/dom.js';
import { confidence, latency, whole } from '../core/format.js';
import { icon } from '../core/icons.js';

/** What was found in the picture, or why nothing could be found. */
export class DetectResult {
  constructor() {
    this.element = h('div', { class: 'result', 'aria-live': 'polite', 'data-testid': 'try-result' });
  }

  empty() {
    fill(
      this.element,
      h(
        'p',
        { class: 'muted' },
        'The report and the objects appear here. The picture is analyzed and discarded: it is not stored.',
      ),
    );
  }

  busy() {
    fill(this.element, h('p', { class: 'muted' }, 'Analyzing …'));
  }

  /** @param {string} message */
  failed(message) {
    fill(this.element, h('p', { class: 'problem', 'data-testid': 'try-error' }, icon('failed'), message));
  }

  /** @param {any} answer of the server */
  found({ report, objects, model, width, height, decodeMillis, inferenceMillis }) {
    fill(
      this.element,
      h('p', { class: 'result-report', 'data-testid': 'try-report' }, report),
      h(
        'p',
        { class: 'muted small' },
        `${model}, ${whole(width)} × ${whole(height)}, decoded in ${latency(decodeMillis)}, inference ${latency(inferenceMillis)}`,
      ),
      objects.length > 0 && table(objects),
    );
  }
}

/** @param {any[]} objects */
function table(objects) {
  return h(
    'div',
    { class: 'scroller result-objects', tabindex: '0', role: 'region', 'aria-label': 'Objects' },
    h(
      'table',
      { class: 'table' },
      h('caption', { class: 'visually-hidden' }, 'Objects found, highest confidence first'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Class', 'Confidence', 'Box'].map((name, i) => h('th', { scope: 'col', class: i ? 'number' : null }, name)),
        ),
      ),
      h(
        'tbody',
        {},
        [...objects]
          .sort((a, b) => b.confidence - a.confidence)
          .map((object) =>
            h(
              'tr',
              {},
              h(
                'th',
                { scope: 'row' },
                color(
                  h('span', { class: 'class-name' }, h('span', { class: 'swatch' }), object.className),
                  object.className,
                ),
              ),
              h('td', { class: 'number' }, confidence(object.confidence)),
              h(
                'td',
                { class: 'number muted' },
                `${Math.round(object.x2 - object.x1)} × ${Math.round(object.y2 - object.y1)}`,
              ),
            ),
          ),
      ),
    ),
  );
}
