import { color } from '../core/colors.js';
import { fill, h } from '../core/dom.js';
import { clockTime, dayAndMinute, oneDigit } from '../core/format.js';

const MARGIN = 12;
const DAY = 24.5 * 3_600_000;

/** @returns {any} a uPlot plugin that shows what is under the pointer */
export function tooltip() {
  const box = h('div', { class: 'tooltip', hidden: true });
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left } = plot.cursor;
        const values = idx === null || left < 0 ? [] : rows(plot, idx);
        box.hidden = !values.length;
        if (values.length) {
          fill(box, h('b', {}, when(plot, plot.data[0][idx])), values);
          const right = left + MARGIN + box.offsetWidth > plot.over.clientWidth;
          box.style.left = `${right ? left - MARGIN - box.offsetWidth : left + MARGIN}px`;
        }
      },
    },
  };
}

/** @param {any} plot @param {number} at */
function when(plot, at) {
  const { min, max } = plot.scales.x;
  return max - min > DAY ? dayAndMinute(at) : clockTime(at);
}

/** @param {any} plot @param {number} index */
function rows(plot, index) {
  return plot.series
    .slice(1)
    .map(({ label }, i) => ({ label, value: plot.data[i + 1][index] }))
    .filter(({ value }) => value !== null && value !== undefined)
    .sort((a, b) => b.value - a.value)
    .map(({ label, value }) =>
      color(h('span', {}, h('span', { class: 'swatch' }), label, h('i', {}, oneDigit(value))), label),
    );
}
