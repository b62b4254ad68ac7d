import { groupsOf } from '../core/names.js';
import { matches } from '../core/search.js';

/** With more cameras than this, those in trouble come first by default: fewer can be taken in at a glance. */
const AT_ONE_GLANCE = 12;

/**
 * Which cameras are shown, and in which order.
 *
 * @param {any[]} cameras by name
 * @param {{search: string, group: string, order: string}} wanted order: 'trouble', 'name' or empty
 * @param {(camera: any) => boolean} isInTrouble
 * @returns {{cameras: any[], titles: Map<string, string>, groups: string[], troubleFirst: boolean}} titles: headings,
 *     by the id of the camera that they precede; groups: all there are
 */
export function ordered(cameras, { search, group, order }, isInTrouble) {
  const byCamera = groupsOf(cameras.map(({ id }) => id));
  const groups = [...new Set(byCamera.values())].sort();
  const troubleFirst = order ? order === 'trouble' : cameras.length > AT_ONE_GLANCE;
  const fitting = cameras.filter(
    (camera) => (!search || matches(camera, search)) && (!group || byCamera.get(camera.id) === group),
  );
  const first = troubleFirst ? fitting.filter(isInTrouble) : [];
  const rest = fitting.filter((camera) => !first.includes(camera));
  /** @type {Map<string, string>} */
  const titles = new Map();
  if (first.length) {
    titles.set(first[0].id, `In trouble (${first.length})`);
  }
  if (groups.length || first.length) {
    const sizes = Map.groupBy(rest, ({ id }) => byCamera.get(id) ?? '');
    for (const [name, members] of sizes) {
      titles.set(members[0].id, `${name || 'All others'} (${members.length})`);
    }
    const sorted = [...sizes.values()].flat();
    return { cameras: [...first, ...sorted], titles, groups, troubleFirst };
  }
  return { cameras: rest, titles, groups, troubleFirst };
}
