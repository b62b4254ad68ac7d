import { segmented } from '../core/segmented.js';
import { MEASURES, measureOf } from './measures.js';
import { rangeOf, rangesOf } from './ranges.js';

/**
 * @typedef {object} Settings of all panels of a view, as its address has them
 * @property {import('./ranges.js').Range} range
 * @property {import('./measures.js').Measure} measure
 * @property {boolean} asTable
 * @property {Set<string>} hidden classes
 */

/** @param {any} site @param {URLSearchParams} query @returns {Settings} */
export function settingsOf(site, query) {
  return {
    range: rangeOf(site, query.get('range')),
    measure: measureOf(query.get('measure')),
    asTable: query.get('view') === 'table',
    hidden: new Set(query.getAll('hide')),
  };
}

/**
 * The choices of measure, time, and chart or table, which are kept in the address.
 *
 * @param {import('../main.js').App} app
 * @returns {{elements: HTMLElement[], update: (settings: Settings) => void}}
 */
export function countTools({ router, store }) {
  const measure = segmented(
    'Measure',
    MEASURES.map(({ id, name }) => [id, name]),
    MEASURES[0].id,
    (chosen) => router.change({ measure: chosen === MEASURES[0].id ? '' : chosen }),
  );
  const ranges = rangesOf(store.site);
  const time = segmented(
    'Time',
    ranges.map(({ id, name }) => [id, name]),
    ranges[0].id,
    (chosen) => router.change({ range: chosen === ranges[0].id ? '' : chosen }),
  );
  const view = segmented(
    'Shown as',
    [
      ['chart', 'Chart'],
      ['table', 'Table'],
    ],
    'chart',
    (chosen) => router.change({ view: chosen === 'table' ? chosen : '' }),
  );
  view.element.dataset.testid = 'as-table';
  return {
    elements: [measure.element, time.element, view.element],
    update: (settings) => {
      measure.update(settings.measure.id);
      time.update(settings.range.id);
      view.update(settings.asTable ? 'table' : 'chart');
    },
  };
}

/**
 * @param {Settings} settings
 * @param {string} name
 * @returns {string[]} the hidden classes after a class was shown or hidden
 */
export function toggled({ hidden }, name) {
  return hidden.has(name) ? [...hidden].filter((other) => other !== name) : [...hidden, name];
}
