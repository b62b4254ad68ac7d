import { dwell, whole } from '../core/format.js';
import { ruleParameters } from './rules.js';

/** Dragging a point does not ask at each pixel. */
const PAUSE_MILLIS = 200;

/**
 * Asks what a shape would have counted over the last minutes.
 *
 * @param {import('../main.js').App} app
 * @param {string} camera
 * @param {AbortSignal} signal ends it
 * @param {(text: string, isWrong: boolean) => void} told in one sentence; what is wrong with the shape, if it is
 * @returns {{ask: (shape: import('./shape.js').Shape, words: import('./form.js').Words) => void, forget: () => void}} forget:
 *     says nothing of what was asked before
 */
export function trial(app, camera, signal, told) {
  let timer = 0;
  let asked = 0;
  const answer = async (shape, words) => {
    const mine = ++asked;
    const query = new URLSearchParams({ camera, [shape.kind]: shape.points.map((point) => point.join()).join(';') });
    words.classes.forEach((name) => query.append('class', name));
    if (shape.kind === 'zone') {
      ruleParameters(words.rules).forEach(([name, value]) => query.append(name, value));
    }
    try {
      const counted = await app.api.json(`/api/tracks/trial?${query}`, { signal });
      if (mine === asked) {
        told(`In the last ${counted.minutes} min: ${sentence(shape.kind, counted, words)}`, false);
      }
    } catch (error) {
      if (mine === asked) {
        told(/** @type {Error} */ (error).message, true);
      }
    }
  };
  const forget = () => {
    clearTimeout(timer);
    asked++;
  };
  signal.addEventListener('abort', forget);
  const soon = (shape, words) => {
    forget();
    if (shape.kind === 'mask') {
      told('Boxes in a mask are ignored.', false);
    } else if (shape.isWhole) {
      timer = setTimeout(() => answer(shape, words), PAUSE_MILLIS);
    } else {
      told(`Click on the picture: a ${shape.kind} has at least ${shape.kind === 'zone' ? 'three' : 'two'} points.`, false);
    }
  };
  return { ask: soon, forget };
}

/** @param {string} kind @param {any} answer @param {import('./form.js').Words} words */
function sentence(kind, { tracks, classes, loitered, full }, { directions, rules }) {
  const of = `, of ${whole(tracks)} ${tracks === 1 ? 'object' : 'objects'}`;
  if (kind === 'line') {
    const crossed = (name) => sum(classes.flatMap(({ lines = [] }) => lines).filter(({ direction }) => direction === name), 'crossed');
    return `${directions[0]} ${whole(crossed('in'))}, ${directions[1]} ${whole(crossed('out'))}${of}`;
  }
  const zones = classes.flatMap((count) => count.zones ?? []);
  const exited = sum(zones, 'exited');
  const mean = exited ? `, mean dwell ${dwell(sum(zones, 'dwellMillis') / exited)}` : '';
  const loitering = rules.loiter > 0 ? `, ${whole(loitered)} loitered` : '';
  const filled = rules.full > 0 ? `, full ${full === 1 ? 'once' : `${whole(full)} times`}` : '';
  return `${whole(sum(zones, 'entered'))} entered${mean}${loitering}${filled}${of}`;
}

/** @param {any[]} counts @param {string} field */
const sum = (counts, field) => counts.reduce((all, count) => all + count[field], 0);
