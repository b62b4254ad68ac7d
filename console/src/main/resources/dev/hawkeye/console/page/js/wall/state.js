import { h, setAttribute, setText } from '../core/dom.js';
import { perSecond, rate, span } from '../core/format.js';
import { icon } from '../core/icons.js';
import { isStreaming } from '../core/liveness.js';

/** Tone, icon and text of each state. */
const STATES = {
  CONNECTING: { tone: 'warn', icon: 'retry', text: (camera, since, busy) => `connecting for ${since}${busy ? '; this machine is overloaded' : ''}` },
  STREAMING: { tone: 'ok', icon: 'live', text: () => 'live' },
  RECONNECTING: { tone: 'warn', icon: 'retry', text: (camera, since) => `reconnecting for ${since}` },
  ENDED: { tone: 'none', icon: 'ended', text: () => 'ended' },
  FAILED: { tone: 'bad', icon: 'failed', text: (camera) => `failed: ${camera.lastError ?? 'no reason given'}` },
  STOPPED: { tone: 'none', icon: 'ended', text: () => 'stopped' },
};
/** It has missed its reports. */
const SILENT = { tone: 'bad', icon: 'unknown', text: (camera, since) => `no report for ${since}` };
/** Frames of it arrived, but it has not reported its state. */
const UNKNOWN = { tone: 'none', icon: 'unknown', text: () => 'no status yet' };

/** @param {any} camera @param {any} load what it wanted and got, when it loses frames */
function stateOf(camera, load) {
  if (camera.silent) {
    return SILENT;
  }
  return load && isStreaming(camera) ? overloaded(load) : (STATES[camera.state] ?? UNKNOWN);
}

/** Frames of it are shed, because there are too many. */
const overloaded = ({ wanted, analysed }) => ({
  tone: 'bad',
  icon: 'failed',
  text: () => `overloaded: ${perSecond(analysed)} of ${rate(wanted)}`,
});

/** @param {number} time @param {number} now epoch milliseconds @returns {string} such as 12 s */
const since = (time, now) => span(Math.max(0, Math.floor((now - time) / 1000)));

/** What a camera is doing, with an icon; counts up on its own as time passes. */
export class StateChip {
  #icon = '';
  #text = h('span');

  constructor() {
    this.element = h('span', { class: 'state', 'data-testid': 'state' }, this.#text);
  }

  /**
   * @param {any} camera
   * @param {number} now epoch milliseconds
   * @param {any} [load] what it wanted and got, when it loses frames because there are too many
   * @param {boolean} [busy] whether any camera loses frames for that reason
   */
  update(camera, now, load, busy = false) {
    const state = stateOf(camera, load);
    const text = state.text(camera, since(camera.silent ? camera.reported : camera.since, now), busy);
    setAttribute(this.element, 'data-state', camera.silent ? 'SILENT' : (camera.state ?? ''));
    setAttribute(this.element, 'data-tone', state.tone);
    setText(this.#text, text);
    if (this.#icon !== state.icon) {
      this.#icon = state.icon;
      this.element.replaceChildren(icon(state.icon), this.#text);
    }
    const reason = state.tone === 'bad' ? text : state.tone === 'warn' && camera.lastError;
    if (reason) {
      setAttribute(this.element, 'title', reason);
    } else {
      this.element.removeAttribute('title');
    }
  }
}
