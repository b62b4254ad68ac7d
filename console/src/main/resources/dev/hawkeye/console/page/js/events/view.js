import { fill, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';
import { EventDialog } from './dialog.js';
import { EventFeed } from './feed.js';
import { eventFilters, filterOf } from './filters.js';
import { Timeline } from './timeline.js';

/**
 * What happened, newest first, each with a picture.
 *
 * @param {import('../main.js').App} app
 * @param {HTMLElement} root
 * @param {any} first
 * @param {AbortSignal} signal
 */
export function eventsView(app, root, first, signal) {
  let route = first;
  const address = (id) => {
    const tail = route.query.size ? `?${route.query}` : '';
    return `${href('events', id)}${tail}`;
  };
  const called = (id) => app.store.called(id);
  const timeline = new Timeline();
  const more = h(
    'button',
    { class: 'button', type: 'button', 'data-testid': 'more-events', hidden: true, on: { click: () => feed.more() } },
    'Load more',
  );
  const problem = h('div', { role: 'alert' });
  const dialog = new EventDialog({
    called,
    moved: (id) => app.router.replace(address(id)),
    closed: () => app.router.replace(address(null)),
    more: () => feed.more(),
    seen: (path) => app.api.json(path, { signal }),
  });
  const filters = eventFilters(app, signal);

  const show = () => {
    timeline.show(feed.events, feed.ready, empty(app.store, filterOf(route.query)), address, called);
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
      h('div', { class: 'view-tools event-filters' }, filters.elements),
    ),
    problem,
    timeline.element,
    h('div', { class: 'more' }, more),
    dialog.element,
  );
  app.stream.watch({ only: ['camera', 'event', 'health'] });
  app.store.on('cameras', show, signal);
  app.store.on('site', () => follow(), signal);
  signal.addEventListener('abort', () => dialog.close());

  const follow = () => {
    filters.update(route.query);
    feed.filter(filterOf(route.query));
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

/** @param {import('../core/store.js').Store} store @param {import('./feed.js').Filter} filter */
function empty(store, filter) {
  const filtered = Object.values(filter).some(Boolean);
  const unknown = store.ready && filter.camera && !store.cameras.has(filter.camera);
  return h(
    'div',
    { class: 'empty' },
    icon('events'),
    h('strong', {}, unknown ? `There is no camera ${filter.camera}` : filtered ? 'No event matches' : 'No events yet'),
    filtered
      ? h('a', { class: 'button', href: href('events') }, 'Show all events')
      : h('p', {}, 'An event appears when an object is seen in several frames, enters or leaves a zone, crosses a line, or loiters.'),
  );
}
