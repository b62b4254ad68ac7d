import { boxAt } from './place.js';

/** With less in common, a box is that of another object. */
const LEAST_OVERLAP = 0.25;

/**
 * Tells which box of a picture is which object. Boxes come with the picture and without ids; the records of objects come
 * once a second. A number at the place of the record would lag behind a car by its length, and a box that is compared with
 * that place would get the number of the next car. So each object is moved along its way to the time of the picture, and
 * then, the best fitting pair first, gets the box that has most in common with it. A box that fits none has no number,
 * rather than a wrong one.
 *
 * @param {any} detection
 * @param {any[]} tracks of its camera
 * @returns {any[]} its objects, with `track` where it is known
 */
export function named({ objects, captureTime, width, height }, tracks) {
  const pairs = [];
  for (const track of tracks) {
    const place = boxAt(track, captureTime);
    objects.forEach((object, i) => {
      const { x1, y1, x2, y2 } = object;
      const box = { x1: x1 / width, y1: y1 / height, x2: x2 / width, y2: y2 / height };
      const overlap = intersectionOverUnion(place, box);
      if (overlap >= LEAST_OVERLAP) {
        pairs.push({ i, track, overlap });
      }
    });
  }
  /** @type {Map<number, any>} by index of the object */
  const found = new Map();
  const taken = new Set();
  for (const { i, track } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (!found.has(i) && !taken.has(track)) {
      found.set(i, track);
      taken.add(track);
    }
  }
  return objects.map((object, i) => (found.has(i) ? { ...object, track: found.get(i) } : object));
}

/** @param {any} a @param {any} b */
function intersectionOverUnion(a, b) {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) {
    return 0;
  }
  const area = (box) => (box.x2 - box.x1) * (box.y2 - box.y1);
  return (width * height) / (area(a) + area(b) - width * height);
}

/** @param {any[]} objects @returns {string} such as car#12 person#3, for those who look at the elements */
export const numbers = (objects) =>
  objects
    .filter(({ track }) => track)
    .map(({ track }) => `${track.className}#${track.number}`)
    .join(' ');
