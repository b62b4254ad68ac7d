import { h } from '../core/dom.js';

/** As in the settings. */
const USUAL_INERTIA = 0.5;
const MOST_INERTIA = 60;
const MOST_LOITER = 86_400;
const MOST_OBJECTS = 10_000;

/**
 * When a zone counts somebody, and what it says of them. Seconds and numbers of objects; 0 for never.
 *
 * @typedef {{inertia: number, loiter: number, full: number, clear: number}} Rules
 */

/**
 * The fields for the rules of a zone. An empty one stands for the default.
 *
 * @param {() => void} changed
 * @returns {{element: HTMLElement, rules: () => Rules, fill: (keys: any) => void, problem: () => string}} fill: shows the rules of
 *     a zone in the settings; problem: what is wrong; empty if nothing is
 */
export function ruleFields(changed) {
  const field = (label, placeholder, most, step, testId) => {
    const input = h('input', {
      class: 'field editor-number',
      type: 'number',
      min: 0,
      max: most,
      step,
      placeholder,
      'data-testid': testId,
      on: { input: changed },
    });
    return { input, label, most, step, element: h('label', { class: 'labelled' }, h('span', {}, label), input) };
  };
  const inertia = field('Enters after, s', String(USUAL_INERTIA), MOST_INERTIA, 0.1, 'editor-inertia');
  const loiter = field('Loiters after, s', 'never', MOST_LOITER, 1, 'editor-loiter');
  const full = field('Full at', 'never', MOST_OBJECTS, 1, 'editor-full');
  const clear = field('No longer full at', '', MOST_OBJECTS - 1, 1, 'editor-clear');
  const fields = [inertia, loiter, full, clear];
  const number = ({ input }, otherwise) => (input.value === '' ? otherwise : Number(input.value));
  const rules = () => {
    const most = number(full, 0);
    return {
      inertia: number(inertia, USUAL_INERTIA),
      loiter: number(loiter, 0),
      full: most,
      clear: number(clear, Math.max(0, most - 1)),
    };
  };
  return {
    element: h('div', { class: 'editor-words' }, fields.map(({ element }) => element)),
    rules,
    fill: (keys) => {
      inertia.input.value = seconds(keys?.inertia);
      loiter.input.value = seconds(keys?.loiter);
      full.input.value = keys?.occupancy?.full ?? '';
      clear.input.value = keys?.occupancy?.clear ?? '';
    },
    problem: () => {
      const wrong = fields.find(({ input }) => !input.checkValidity());
      if (wrong) {
        return `"${wrong.label}" must be a ${wrong.step < 1 ? 'number' : 'whole number'} from 0 to ${wrong.most}.`;
      }
      const { full: most, clear: least } = rules();
      return least > Math.max(0, most - 1) ? `"${clear.label}" must be less than "${full.label}".` : '';
    },
  };
}

/** @param {Rules} rules @returns {string[]} those that are not the default, as keys of a zone in hawkeye.yaml */
export function ruleLines({ inertia, loiter, full, clear }) {
  return [
    inertia !== USUAL_INERTIA && `inertia: ${duration(inertia)}`,
    loiter > 0 && `loiter: ${duration(loiter)}`,
    full > 0 && `occupancy: {full: ${full}, clear: ${clear}}`,
  ].filter((line) => line !== false);
}

/** @param {Rules} rules @returns {any} those that are not the default, as keys of a zone */
export const ruleKeys = ({ inertia, loiter, full, clear }) => ({
  ...(inertia !== USUAL_INERTIA && { inertia: duration(inertia) }),
  ...(loiter > 0 && { loiter: duration(loiter) }),
  ...(full > 0 && { occupancy: { full, clear } }),
});

/** @param {Rules} rules @returns {[string, string][]} as parameters of a trial */
export const ruleParameters = ({ inertia, loiter, full, clear }) => [
  ['inertia', millis(inertia)],
  ['loiter', millis(loiter)],
  ['full', String(full)],
  ['clear', String(clear)],
];

/** @type {Record<string, number>} */
const UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };

/** @param {string | undefined} duration as in the settings, such as 500 ms @returns {string} a number; empty without one */
function seconds(duration) {
  const [, number, unit] = /^(\d+(?:\.\d+)?) *(ms|s|min|h|d)$/.exec(duration ?? '') ?? [];
  return number ? String(Number(number) * UNITS[unit]) : '';
}

/** @param {number} seconds */
const millis = (seconds) => String(Math.round(seconds * 1000));

/** @param {number} seconds */
const duration = (seconds) => (Number.isInteger(seconds) ? `${seconds} s` : `${millis(seconds)} ms`);
