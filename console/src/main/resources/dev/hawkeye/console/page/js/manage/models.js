import { fill, h } from '../core/dom.js';
import { LOADING, bytes, latency, moment, whole } from '../core/format.js';
import { askFirst } from './dialog.js';
import { button, card, problem, stateWord, table } from './parts.js';
import { polling } from './polling.js';
import { publishForm } from './publish.js';

/** @type {Record<string, 'ok' | 'warn' | 'bad'>} */
const TONES = { IN_USE: 'ok', WATCHED: 'ok', LOADING: 'warn', SHADOW: 'warn', CANARY: 'warn', REFUSED: 'bad', WITHDRAWN: 'bad' };
/** @type {Record<string, (active: any) => string>} */
const STAGES = {
  IN_USE: () => 'in use',
  WATCHED: ({ until }) => `in use, and compared with the previous one until ${moment(until)}`,
  SHADOW: ({ until }) => `compared with the one in use until ${moment(until)}`,
  CANARY: ({ cameras, until }) => `analyzes ${cameras.join(', ')} until ${moment(until)}`,
  REFUSED: () => 'refused: the previous one is in use',
  WITHDRAWN: () => 'ended by hand: the previous one is in use',
};

/**
 * Which model is in use, and by whom; for administrators, another one.
 *
 * @type {import('./view.js').Part}
 */
export function modelsPart({ api, admin, store }, root, signal) {
  const active = h('div', { class: 'card-body', 'data-testid': 'model-active' }, LOADING);
  const detectors = h('div');
  const told = h('div', { role: 'status', 'data-testid': 'model-told' });
  const doing = async (text, work) => {
    fill(told, h('p', { class: 'muted' }, text));
    told.scrollIntoView({ block: 'center' });
    try {
      const { revision } = await work();
      fill(told, h('p', {}, `Revision ${revision} is published. The answers of the detectors are below.`));
    } catch (error) {
      fill(told, problem(/** @type {Error} */ (error).message));
    }
    look();
  };
  const rollback = button('Roll back', 'model-rollback', () =>
    askFirst('Roll back?', 'All detectors return to the previous model. A trial in progress ends.', 'Roll back', () =>
      doing('Rolling back …', () => admin.post('/api/admin/models/rollback', {})),
    ),
  );
  const publish = (/** @type {URLSearchParams} */ query, /** @type {File} */ file) =>
    doing(`Sending ${bytes(file.size)} …`, () => admin.upload(`/api/admin/models?${query}`, file));
  const look = polling(
    () => api.json('/api/models', { signal }),
    (models) => {
      fill(active, facts(models.active));
      fill(detectors, who(models));
      const stage = models.active?.stage;
      rollback.disabled = !stage || stage === 'REFUSED' || stage === 'WITHDRAWN';
    },
    (error) => fill(active, problem(error.message)),
    signal,
  );
  fill(
    root,
    told,
    card('Published model', admin.valid && rollback, active),
    card('Detectors', null, detectors),
    admin.valid && card('Publish a model', null, publishForm(store, publish, signal)),
  );
}

/** @param {any} active */
function facts(active) {
  if (!active) {
    return h('p', { class: 'muted' }, 'No model has been published: each detector uses detector.model.');
  }
  return h(
    'dl',
    { class: 'facts' },
    [
      ['Name', h('b', {}, active.name)],
      ['State', [stateWord(STAGES[active.stage](active), TONES[active.stage]), active.reason && h('p', { class: 'small manage-reason' }, active.reason)]],
      ['Revision', active.revision],
      ['By', active.by],
      ['Published', moment(active.at)],
      ['Size', bytes(active.size)],
      ['SHA-256', h('code', { title: active.sha256 }, `${active.sha256.slice(0, 12)}…`)],
      ['Previous', active.previous ?? '–'],
    ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

/** @param {any} models */
function who({ detectors }) {
  if (!detectors.length) {
    return h('p', { class: 'card-body muted' }, 'No detector has reported lately.');
  }
  return table(
    'Detectors and their model',
    ['Detector', 'Uses', 'State', 'Revision', 'Compared: new and previous'],
    detectors.map((each) => [
      each.instance,
      h('span', { title: each.sha256 }, each.model),
      [stateWord(each.state.toLowerCase().replace('_', ' '), TONES[each.state] ?? null), each.reason && h('p', { class: 'small manage-reason' }, each.reason)],
      each.revision,
      [each.trial ? compared(each.trial) : '–', each.drift.map(drifted)],
    ]),
    'detector',
  );
}

/** @param {any} trial */
function compared({ frames, agreement, objects, objectsBefore, p95Millis, p95MillisBefore, failed, failedBefore }) {
  return [
    `${whole(frames)} frames`,
    agreement !== null && `agreement ${agreement.toFixed(2)}`,
    `objects ${whole(objects)} and ${whole(objectsBefore)}`,
    p95Millis > 0 && `p95 ${latency(p95Millis)} and ${latency(p95MillisBefore)}`,
    failed + failedBefore > 0 && `failed ${whole(failed)} and ${whole(failedBefore)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** @param {{camera: string, agreement: number}} drift */
const drifted = ({ camera, agreement }) =>
  h('p', { class: 'small manage-reason' }, stateWord(`${camera} drifts: agreement ${agreement.toFixed(2)}`, 'bad'));
