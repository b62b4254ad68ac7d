/** The way that is taken as the direction of an object: short enough for a bend, long enough to be no jitter. */
const RECENT_MILLIS = 1000;

/**
 * Where an object stood at the time of a picture: between two points of its path, or ahead of the last one, since its
 * record may be a second old.
 *
 * @param {{path: [number, number, number][], box: any}} track
 * @param {number} at epoch milliseconds
 * @returns {{x1: number, y1: number, x2: number, y2: number}} relative to the picture
 */
export function boxAt({ path, box }, at) {
  const last = path.at(-1);
  if (!last) {
    return box;
  }
  const next = path.findIndex(([time]) => time > at);
  const [x, y] = next > 0 ? between(path[next - 1], path[next], at) : next === 0 ? path[0].slice(1) : ahead(path, at);
  const [dx, dy] = [x - last[1], y - last[2]];
  return { x1: box.x1 + dx, y1: box.y1 + dy, x2: box.x2 + dx, y2: box.y2 + dy };
}

/** @param {[number, number, number][]} path @param {number} at */
function ahead(path, at) {
  const last = path[path.length - 1];
  const before = path.findLast(([time]) => time <= last[0] - RECENT_MILLIS) ?? path[0];
  return before === last ? last.slice(1) : between(before, last, at);
}

/** Also beyond them. @param {[number, number, number]} a @param {[number, number, number]} b @param {number} at */
function between(a, b, at) {
  const share = b[0] === a[0] ? 1 : (at - a[0]) / (b[0] - a[0]);
  return [a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
