import { fill, h, setText } from '../core/dom.js';
import { oneDigit } from '../core/format.js';
import { icon } from '../core/icons.js';
import { href } from '../core/router.js';

/** @type {[string, string, any][]} */
const LINKS = [
  ['cameras', 'Cameras', 'cameras'],
  ['counts', 'Counts', 'counts'],
  ['events', 'Events', 'events'],
  ['health', 'Health', 'health'],
  ['try', 'Try it', 'detect'],
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
 * The few figures that are always in sight.
 *
 * @param {HTMLElement} element
 * @param {import('../core/store.js').Store} store
 */
export function pulse(element, store) {
  const rate = h('b');
  const live = h('b');
  store.on('health', () => {
    if (!element.childElementCount) {
      fill(element, h('span', {}, live, ' live'), h('span', {}, rate, ' fps'));
    }
    const cameras = [...store.cameras.values()];
    setText(live, `${cameras.filter((camera) => camera.state === 'STREAMING').length}/${cameras.length}`);
    setText(rate, oneDigit(store.health.fps.analysed));
  });
}
