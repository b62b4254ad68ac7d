import { oneDigit, whole } from '../core/format.js';

/**
 * What of a window is shown: how many different objects were there, or how many boxes a frame had.
 *
 * @typedef {{id: 'objects' | 'mean' | 'peak', name: string, words: string, text: (value: number) => string}} Measure
 *     words: for a sentence; id: the field of a count
 */

/** The first is shown unless another is chosen. @type {Measure[]} */
export const MEASURES = [
  { id: 'objects', name: 'Objects', words: 'Different objects', text: whole },
  { id: 'mean', name: 'Average', words: 'Average of boxes', text: oneDigit },
  { id: 'peak', name: 'Peak', words: 'Peak of boxes', text: whole },
];

/** @param {string | null} id @returns {Measure} */
export const measureOf = (id) => MEASURES.find((measure) => measure.id === id) ?? MEASURES[0];
