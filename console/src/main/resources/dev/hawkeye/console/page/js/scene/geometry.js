/** @typedef {[number, number]} Point x and y */

/**
 * @param {Point[]} points of a line, in pixels
 * @returns {{middle: Point, right: Point}} the place half way along it, and there the direction to the right of somebody who
 *     walks along it, of length 1
 */
export function middleOf(points) {
  const lengths = points.slice(1).map(([x, y], i) => Math.hypot(x - points[i][0], y - points[i][1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let i = 0;
  while (i < lengths.length - 1 && left > lengths[i]) {
    left -= lengths[i++];
  }
  const [[x1, y1], [x2, y2]] = [points[i], points[i + 1]];
  const length = lengths[i] || 1;
  const share = left / length;
  return {
    middle: [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share],
    right: [-(y2 - y1) / length, (x2 - x1) / length],
  };
}

/** @param {Point[]} points of an area @returns {Point} the topmost one, where its name does not cover what is in it */
export const topOf = (points) => points.reduce((top, point) => (point[1] < top[1] ? point : top));
