import { h, setAttribute, setText } from '../core/dom.js';
import { span } from '../core/format.js';
import { icon } from '../core/icons.js';

/** Tone, icon and words of each state. */
const STATES = {
  CONNECTING: { tone: 'warn', icon: 'retry', text: (camera, since) => `connecting for ${since}` },
  STREAMING: { tone: 'ok', icon: 'live', text: () => 'live' },
  RECONNECTING: { tone: 'warn', icon: 'retry', text: (camera, since) => `reconnecting for ${since}` },
  ENDED: { tone: 'none', icon: 'ended', text: () => 'ended' },
  FAILED: { tone: 'bad', icon: 'failed', text: (camera) => `failed: ${camera.lastError ?? 'no reason given'}` },
  STOPPED: { tone: 'none', icon: 'ended', text: () => 'stopped' },
};
/** It has missed its reports. */
const SILENT = { tone: 'bad', icon: 'unknown' };
/** Frames of it came, but it has not told how it fares. */
const UNKNOWN = { tone: 'none', icon: 'unknown', text: () => 'no status yet' };

/** @param {any} camera @param {number} now epoch milliseconds @returns {string} such as: reconnecting for 12 s */
function stateText(camera, now) {
  if (camera.silent) {
    return `no report for ${span(Math.max(0, Math.floor((now - camera.reported) / 1000)))}`;
  }
  const since = span(Math.max(0, Math.floor((now - camera.since) / 1000)));
  return (STATES[camera.state] ?? UNKNOWN).text(camera, since);
}

/** What a camera is doing, with an icon; counts up by itself when told the time. */
export class StateChip {
  #icon = '';
  #text = h('span');

  constructor() {
    this.element = h('span', { class: 'state', 'data-testid': 'state' }, this.#text);
  }

  /** @param {any} camera @param {number} now epoch milliseconds */
  update(camera, now) {
    const state = camera.silent ? SILENT : (STATES[camera.state] ?? UNKNOWN);
    setAttribute(this.element, 'data-state', camera.silent ? 'SILENT' : (camera.state ?? ''));
    setAttribute(this.element, 'data-tone', state.tone);
    setText(this.#text, stateText(camera, now));
    if (this.#icon !== state.icon) {
      this.#icon = state.icon;
      this.element.replaceChildren(icon(state.icon), this.#text);
    }
    if (camera.state === 'FAILED' && !camera.silent) {
      setAttribute(this.element, 'title', stateText(camera, now));
    } else {
      this.element.removeAttribute('title');
    }
  }
}
