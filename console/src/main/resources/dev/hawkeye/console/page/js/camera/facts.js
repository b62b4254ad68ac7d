import { h, setText } from '../core/dom.js';
import { bytes, clockTime, latency, moment, percent, rate, whole } from '../core/format.js';
import { icon } from '../core/icons.js';
import { isQuiet } from '../core/liveness.js';
import { FatesBar } from '../health/fatesbar.js';

/** Name of each fact and how it reads. @type {[string, (camera: any) => string][]} */
const FACTS = [
  ['Analyzed', (camera) => rate(camera.fps)],
  ['Unchanged', unchanged],
  ['Missed in audits', audits],
  ['Latency p50', (camera) => latency(camera.latencyP50)],
  ['Latency p99', (camera) => latency(camera.latencyP99)],
  ['Picture', (camera) => (camera.width ? `${camera.width} × ${camera.height}` : '–')],
  ['Since', (camera) => (camera.since === null ? '–' : moment(camera.since))],
  ['Frames read', (camera) => whole(camera.framesRead)],
  ['Frames dropped', (camera) => whole(camera.framesDropped)],
  ['Reconnects', (camera) => whole(camera.reconnects)],
  ['Read', (camera) => bytes(camera.bytesRead)],
  ['Last report', (camera) => (camera.reported === null ? '–' : clockTime(camera.reported))],
];

/** @param {any} camera @returns {string} what the gate saves, since the console started */
function unchanged({ detected, unchanged, shed, failed }) {
  const share = (100 * unchanged) / (detected + unchanged + shed + failed);
  return unchanged ? `${percent(share)} of the pictures, not analyzed` : '–';
}

/** @param {any} camera @returns {string} what that costs: pictures that seem unchanged are analyzed now and then */
function audits({ objectsAudited, objectsMissed }) {
  return objectsAudited ? `${whole(objectsMissed)} of ${whole(objectsAudited)} objects` : '–';
}

/** What is known about one camera, apart from its pictures. */
export class Facts {
  #values = FACTS.map(() => h('dd'));
  #source = h('dd', { class: 'mono' });
  #error = h('span');
  #problem = h('p', { class: 'problem small', hidden: true }, icon('failed'), this.#error);
  #fates = new FatesBar();
  #command = h('code');
  #gone = h(
    'p',
    { class: 'muted small', hidden: true, 'data-testid': 'forget-hint' },
    'Renamed or removed? ',
    this.#command,
    ' removes it from this page.',
  );

  constructor() {
    this.element = h(
      'section',
      { class: 'card' },
      h('div', { class: 'card-head' }, h('h2', {}, 'State')),
      h(
        'div',
        { class: 'card-body facts-body' },
        this.#problem,
        this.#gone,
        h(
          'dl',
          { class: 'facts' },
          FACTS.map(([name], i) => h('div', {}, h('dt', {}, name), this.#values[i])),
          h('div', { class: 'facts-source' }, h('dt', {}, 'Source'), this.#source),
        ),
        h('h3', {}, 'Fates of its frames'),
        this.#fates.element,
      ),
    );
  }

  /** @param {any} camera */
  update(camera) {
    FACTS.forEach(([, text], i) => setText(this.#values[i], text(camera)));
    setText(this.#source, camera.source ?? '–');
    setText(this.#error, camera.lastError ?? '');
    this.#problem.hidden = !camera.lastError || !isQuiet(camera);
    this.#gone.hidden = !camera.silent && camera.state !== 'STOPPED';
    setText(this.#command, `./hawkeye camera forget ${camera.id}`);
    this.#fates.update(camera);
  }
}
