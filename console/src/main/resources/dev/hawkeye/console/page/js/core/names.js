import { h } from './dom.js';

const SEPARATOR = /[-_.]/;
const SEGMENTS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * What each camera is called: its name, or its id if it has none. Where two of them would be called the same, the id is
 * appended.
 *
 * @param {{id: string, name: string | null}[]} cameras
 * @returns {Map<string, string>} by id
 */
export function labelsOf(cameras) {
  const times = new Map();
  cameras.forEach(({ id, name }) => times.set(name ?? id, (times.get(name ?? id) ?? 0) + 1));
  return new Map(cameras.map(({ id, name }) => [id, name && times.get(name) > 1 ? `${name} (${id})` : (name ?? id)]));
}

/**
 * Names that are short enough without losing what tells them apart: the common prefix is cut first, then the middle; a
 * name that would look like another stays whole.
 *
 * @param {string[]} names
 * @param {number} most characters
 * @returns {Map<string, string>} what is shown, by name
 */
export function shortNames(names, most) {
  const common = sharedStart(names);
  const shown = new Map(names.map((name) => [name, shortened(name, common, most)]));
  const times = new Map();
  shown.forEach((text) => times.set(text, (times.get(text) ?? 0) + 1));
  shown.forEach((text, name) => times.get(text) > 1 && shown.set(name, name));
  return shown;
}

/** @param {string} name @param {string} common @param {number} most */
function shortened(name, common, most) {
  const all = characters(name);
  if (all.length <= most) {
    return name;
  }
  const rest = common && name.length > common.length ? characters(`…${name.slice(common.length)}`) : all;
  if (rest.length <= most) {
    return rest.join('');
  }
  const tail = Math.floor((most - 1) / 2);
  return `${rest.slice(0, most - 1 - tail).join('')}…${rest.slice(-tail).join('')}`;
}

/**
 * The groups that cameras are in: what precedes the first '-', '_' or '.' that distinguishes some of them. None where
 * that would give every camera a group of its own, or put all of them in one.
 *
 * @param {string[]} names
 * @returns {Map<string, string>} group by name; empty when there are none
 */
export function groupsOf(names) {
  const common = sharedStart(names);
  const groups = new Map(names.map((name) => [name, groupOf(name, common)]));
  const sizes = new Map();
  groups.forEach((group) => sizes.set(group, (sizes.get(group) ?? 0) + 1));
  const useful = sizes.size > 1 && sizes.size <= names.length / 2;
  return useful ? groups : new Map();
}

/** @param {string} name @param {string} common */
function groupOf(name, common) {
  const rest = name.slice(common.length);
  const end = rest.search(SEPARATOR);
  return end > 0 ? common + rest.slice(0, end) : name;
}

/** @param {string[]} names @returns {string} their common prefix, up to and including a separator */
function sharedStart(names) {
  if (names.length < 2) {
    return '';
  }
  let common = names[0];
  for (const name of names) {
    let same = 0;
    while (same < common.length && same < name.length && common[same] === name[same]) {
      same++;
    }
    common = common.slice(0, same);
  }
  return common.slice(0, 1 + Math.max(common.lastIndexOf('-'), common.lastIndexOf('_'), common.lastIndexOf('.')));
}

/** @param {string} text */
const characters = (text) => [...SEGMENTS.segment(text)].map(({ segment }) => segment);

/**
 * The name of a camera, which wraps rather than being cut off; the full name is in a tooltip, with its id. A
 * right-to-left name does not affect the text around it.
 *
 * @param {string} name
 * @param {string} id
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function nameOf(name, id, className = '') {
  return h('bdi', { class: `name ${className}`.trim(), title: bothOf(name, id) }, breakable(name));
}

/** @param {string} name @param {string} id @returns {string} name and id if they differ */
export const bothOf = (name, id) => (name === id || name.endsWith(` (${id})`) ? name : `${name} (${id})`);

/** @param {string} name @returns {any[]} with places where a line may break after separators */
export function breakable(name) {
  return name.split(/(?<=[-_.])/).flatMap((part, i) => (i ? [h('wbr'), part] : [part]));
}
