import { h, setAttribute } from '../core/dom.js';
import { Chart } from './chart.js';
import { History } from './history.js';
import { classesOf, seriesOf } from './series.js';
import { windowTable } from './table.js';

/** The history of one camera as a chart or a table. It requests nothing while it is out of sight. */
export class Panel {
  #app;
  #camera;
  #settings;
  #classesChanged;
  #chart;
  #table = h('div', { class: 'scroller window-table', tabindex: '0', role: 'region' });
  #note = h('p', { class: 'chart-note muted small' });
  #history = /** @type {History | null} */ (null);
  #reading = new AbortController();
  #visible = false;
  #due = false;
  /** @type {string[]} names of the classes in it */
  classes = [];

  /**
   * @param {import('../main.js').App} app
   * @param {string} camera
   * @param {import('./settings.js').Settings} settings
   * @param {AbortSignal} signal ends it
   * @param {() => void} classesChanged
   */
  constructor(app, camera, settings, signal, classesChanged) {
    this.#app = app;
    this.#camera = camera;
    this.#settings = settings;
    this.#chart = new Chart(`Counts of ${camera}`);
    this.#classesChanged = classesChanged;
    this.#table.setAttribute('aria-label', `Windows of ${camera}`);
    this.element = h('div', { class: 'panel' }, this.#chart.element, this.#table, this.#note);
    const sight = new IntersectionObserver(([entry]) => this.#seen(entry.isIntersecting), { rootMargin: '100px' });
    sight.observe(this.element);
    app.clock.on('tick', () => this.#tick(), signal);
    signal.addEventListener('abort', () => {
      sight.disconnect();
      this.#reading.abort();
      this.#chart.close();
    });
    this.#frame();
  }

  /** @param {import('./settings.js').Settings} settings of another range: everything is read again */
  update(settings) {
    const before = this.#settings.range;
    this.#settings = settings;
    if (before.id !== settings.range.id || before.millis !== settings.range.millis) {
      this.#reading.abort();
      this.#history = null;
      this.#start();
    }
    this.#frame();
    this.#draw();
  }

  /** @param {boolean} visible */
  #seen(visible) {
    this.#visible = visible;
    this.#start();
    this.#draw();
  }

  #start() {
    if (this.#visible && !this.#history) {
      this.#reading = new AbortController();
      this.#history = new History(
        this.#app,
        this.#camera,
        this.#settings.range,
        this.#reading.signal,
        () => (this.#due = true),
      );
    }
  }

  #tick() {
    if (this.#visible && this.#history) {
      this.#history.catchUp();
      if (this.#due) {
        this.#draw();
      }
    }
  }

  #frame() {
    this.#chart.element.hidden = this.#settings.asTable;
    this.#table.hidden = !this.#settings.asTable;
  }

  #draw() {
    if (!this.#visible || !this.#history) {
      return;
    }
    this.#due = false;
    if (!this.#history.ready) {
      this.#note.textContent = this.#history.problem ? `The counts cannot be read: ${this.#history.problem}` : '';
      return;
    }
    const { range, measure, asTable, hidden } = this.#settings;
    const { windows, step, complete } = this.#history;
    const classes = classesOf(windows);
    this.#note.textContent = note(windows, complete);
    if (asTable) {
      windowTable(this.#table, this.#camera, windows, this.#settings);
    } else {
      const now = this.#app.clock.now();
      const series = seriesOf(windows, measure.id, step);
      this.#chart.show(series, hidden, { from: now - range.millis, to: now });
      setAttribute(this.#chart.element, 'aria-label', summary(this.#camera, series, this.#settings));
    }
    if (classes.join('\n') !== this.classes.join('\n')) {
      this.classes = classes;
      this.#classesChanged();
    }
  }
}

/** @param {any[]} windows @param {boolean} complete */
function note(windows, complete) {
  if (!complete) {
    return 'An aggregator could not be reached: older windows may be missing.';
  }
  return windows.length ? '' : 'Nothing was counted in this period.';
}

/** @param {string} camera @param {any} series @param {import('./settings.js').Settings} settings */
function summary(camera, series, { range, measure }) {
  const highest = [...series.lines].map(([name, line]) => `${name} up to ${measure.text(Math.max(0, ...line))}`);
  return `${measure.words} per window, ${camera}, last ${range.name}: ${highest.join(', ') || 'nothing'}`;
}
