/**
 * @param {{className: string}[]} objects
 * @returns {[string, number][]} how many of each class, highest first
 */
export function tally(objects) {
  const counts = new Map();
  for (const { className } of objects) {
    counts.set(className, (counts.get(className) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
