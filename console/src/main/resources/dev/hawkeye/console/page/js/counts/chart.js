import uPlot from '../../uplot/uPlot.esm.js';
import { h } from '../core/dom.js';
import { clockTime, dayAndMinute, dayOf, minuteTime } from '../core/format.js';
import { ink } from '../core/ink.js';
import { zoneName } from '../core/zone.js';
import { tooltip } from './tooltip.js';

const HEIGHT = 200;
const DAY = 24 * 3_600_000;
const FONT = '11px Inter, system-ui, sans-serif';

/** Lines over time, one per class. Lives in its element until close(). */
export class Chart {
  #plot = /** @type {any} */ (null);
  #drawn = '';
  #data = /** @type {any} */ (null);
  #size;
  #theme = () => {
    this.#drawn = '';
    this.#draw();
  };

  /** @param {string} label what it shows, for screen readers */
  constructor(label) {
    this.element = h('div', { class: 'chart', role: 'img', 'aria-label': label });
    this.#size = new ResizeObserver(() => {
      const width = this.element.clientWidth;
      if (this.#plot && width && width !== this.#plot.width) {
        this.#plot.setSize({ width, height: HEIGHT });
      }
    });
    this.#size.observe(this.element);
    addEventListener('theme', this.#theme);
  }

  /**
   * @param {{times: number[], lines: Map<string, (number | null)[]>}} series
   * @param {Set<string>} hidden classes that are not drawn
   * @param {{from: number, to: number}} span that the chart covers, epoch milliseconds
   */
  show(series, hidden, span) {
    this.#data = { series, hidden, span };
    this.#draw();
  }

  close() {
    removeEventListener('theme', this.#theme);
    this.#size.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  #draw() {
    const width = this.element.clientWidth;
    if (!this.#data || !width) {
      return;
    }
    const { series, hidden, span } = this.#data;
    const names = [...series.lines.keys()].filter((name) => !hidden.has(name));
    const data = [series.times, ...names.map((name) => series.lines.get(name))];
    const drawn = names.join('\n');
    if (!this.#plot || this.#drawn !== drawn) {
      this.#drawn = drawn;
      this.#plot?.destroy();
      this.#plot = new uPlot(options(names, width), data, this.element);
    } else {
      this.#plot.setData(data, false);
    }
    this.#plot.batch(() => {
      this.#plot.setScale('x', { min: span.from, max: span.to });
      this.#plot.setScale('y', { min: 0, max: top(data.slice(1)) });
    });
  }
}

/** @param {(number | null)[][]} lines @returns {number} where the y axis ends */
function top(lines) {
  let most = 1;
  for (const line of lines) {
    for (const value of line) {
      most = Math.max(most, value ?? 0);
    }
  }
  return most * 1.12;
}

/** @param {string[]} names @param {number} width */
function options(names, width) {
  const axis = {
    stroke: ink('--muted'),
    font: FONT,
    grid: { stroke: ink('--border'), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  return {
    width,
    height: HEIGHT,
    ms: 1,
    tzDate: (at) => uPlot.tzDate(new Date(at), zoneName()),
    padding: [10, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 }, sync: { key: 'counts' } },
    scales: { x: { time: true, auto: false }, y: { auto: false } },
    axes: [
      { ...axis, size: 30, space: (plot, at, min, max) => (max - min < 1.1 * DAY ? 70 : 100), grid: { show: false }, values: times },
      { ...axis, size: 34, space: 34, incrs: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000] },
    ],
    series: [
      {},
      ...names.map((name) => ({ label: name, stroke: ink('--class', name), width: 1.75, points: { show: false } })),
    ],
    plugins: [tooltip()],
  };
}

/** @param {any} plot @param {number[]} at @param {number} axis @param {number} space @param {number} step milliseconds */
function times(plot, at, axis, space, step) {
  const { min, max } = plot.scales.x;
  const oneDay = max - min < 1.1 * DAY;
  const time = step < 60_000 ? clockTime : oneDay ? minuteTime : step < DAY ? dayAndMinute : dayOf;
  return at.map((each) => time(each));
}
