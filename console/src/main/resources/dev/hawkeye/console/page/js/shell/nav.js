import { fill, h, setText } from '../core/dom.js';
import { clockTime, rate } from '../core/format.js';
import { icon } from '../core/icons.js';
import { liveness } from '../core/liveness.js';
import { href } from '../core/router.js';
import { zoneName } from '../core/zone.js';

/** @type {[string, string, any][]} */
const LINKS = [
  ['cameras', 'Cameras', 'cameras'],
  ['counts', 'Counts', 'counts'],
  ['events', 'Events', 'events'],
  ['health', 'Health', 'health'],
  ['try', 'Try it', 'detect'],
  ['manage', 'Manage', 'manage'],
];

/**
 * The links to the views.
 *
 * @param {HTMLElement} nav
 * @param {import('../core/router.js').Router} router
 */
export function navigation(nav, router) {
  const links = new Map(
    LINKS.map(([view, name, picture]) => [
      view,
      h('a', { href: href(view), 'data-testid': `nav-${view}` }, icon(picture), name),
    ]),
  );
  fill(nav, [...links.values()]);
  router.on('route', (route) => {
    for (const [view, link] of links) {
      if (view === route.view) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    }
  });
}

/**
 * The few figures that are always visible.
 *
 * @param {HTMLElement} element
 * @param {import('../core/store.js').Store} store
 */
export function pulse(element, store) {
  const analysed = h('b');
  const live = h('b');
  store.on('health', () => {
    if (!element.childElementCount) {
      fill(element, h('span', {}, live, ' live'), h('span', {}, analysed));
    }
    const count = liveness(store.cameras.values());
    setText(live, `${count.live}/${count.expected}`);
    setText(analysed, rate(store.fps));
  });
}

/**
 * The site's clock, and its time zone.
 *
 * @param {HTMLElement} element
 * @param {import('../core/clock.js').Clock} clock
 */
export function siteClock(element, clock) {
  const time = h('b');
  const zone = h('span', { 'data-testid': 'time-zone' });
  element.hidden = true; // until the site's zone is known
  fill(element, h('span', {}, 'All times are in '), zone, h('span', {}, ', where it is '), time);
  clock.on('tick', () => {
    setText(time, clockTime(clock.now()));
    setText(zone, zoneName());
    element.hidden = false;
  });
}
