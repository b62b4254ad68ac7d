import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { labelledSelect } from '../core/select.js';
import { EventDialog } from './dialog.js';
import { EventFeed } from './feed.js';
import { Timeline } from './timeline.js';

/**
 * What happened, newest first, with a picture each.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} first
 * @param {AbortSignal} signal
 */
export function eventsView(app, root, first, signal) {
  let route = first;
  const filter = () => ({ camera: route.query.get('camera') ?? '', class: route.query.get('class') ?? '' });
  const address = (id) => href('events', id, filter());
  const timeline = new Timeline(address);
  const more = h(
    'button',
    { class: 'button', type: 'button', 'data-testid': 'more-events', hidden: true, on: { click: () => feed.more() } },
    'Load more',
  );
  const problem = h('div', { role: 'alert' });
  const dialog = new EventDialog({
    moved: (id) => app.router.replace(address(id)),
    closed: () => app.router.replace(address(null)),
    more: () => feed.more(),
  });
  const choose = (name) => (value) => app.router.replace(href('events', null, { ...filter(), [name]: value }));
  const cameras = labelledSelect('Camera', 'All cameras', choose('camera'), 'events-camera');
  const classes = labelledSelect('Class', 'All classes', choose('class'), 'events-class');
  /** @type {Set<string>} */
  const seen = new Set();

  const show = () => {
    feed.events.forEach((event) => seen.add(event.className));
    cameras.update([...app.store.cameras.keys()], filter().camera);
    classes.update([...seen].sort(), filter().class);
    timeline.show(feed.events, feed.ready, empty(filter()));
    more.hidden = !feed.hasMore;
    fill(problem, feed.problem && h('p', { class: 'problem' }, icon('failed'), feed.problem));
    dialog.update(feed.events, feed.hasMore);
  };
  const feed = new EventFeed(app, signal, show);

  fill(
    root,
    h(
      'div',
      { class: 'view-head' },
      h('h1', { tabindex: '-1' }, 'Events'),
      h('div', { class: 'view-tools' }, cameras.element, classes.element),
    ),
    problem,
    timeline.element,
    h('div', { class: 'more' }, more),
    dialog.element,
  );
  app.stream.watch(null);
  app.store.on('cameras', show, signal);
  signal.addEventListener('abort', () => dialog.close());

  const follow = () => {
    feed.filter(filter());
    show();
    if (route.id === null) {
      dialog.close();
    } else {
      dialog.open(route.id);
    }
  };
  follow();
  return (changed) => {
    route = changed;
    follow();
  };
}

/** @param {{camera: string, class: string}} filter */
function empty(filter) {
  const filtered = filter.camera || filter.class;
  return h(
    'div',
    { class: 'empty' },
    icon('events'),
    h('strong', {}, filtered ? 'No event fits' : 'No events yet'),
    filtered
      ? h('a', { class: 'button', href: href('events') }, 'Show all events')
      : h('p', {}, 'An event begins when a class is seen in several frames of a camera, and ends when it has left.'),
  );
}
