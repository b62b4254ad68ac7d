import { fill, h, setText } from '../core/dom.js';
import { rate } from '../core/format.js';
import { icon } from '../core/icons.js';

/**
 * Says in one line that more frames are wanted than can be analyzed, and on request what would help; hidden while all
 * is well.
 *
 * @param {import('../main.js').App} app
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function overloadNotice({ store }, signal) {
  const words = h('strong', {});
  const help = h('ol', { class: 'overload-help' });
  const element = h(
    'section',
    { class: 'overload', role: 'status', 'data-testid': 'overload', hidden: true },
    icon('failed'),
    words,
    h('details', { class: 'overload-details' }, h('summary', {}, 'What would help'), help),
  );
  const update = () => {
    const overload = store.health?.overload;
    element.hidden = !overload;
    if (overload) {
      setText(words, `Overloaded: ${rate(overload.wanted)} wanted, ${rate(overload.analysed)} analyzed`);
      const lines = overload.help.join('\n');
      if (help.dataset.lines !== lines) {
        help.dataset.lines = lines;
        fill(
          help,
          overload.help.map((line) => h('li', {}, line)),
        );
      }
    }
  };
  update();
  store.on('health', update, signal);
  return element;
}
