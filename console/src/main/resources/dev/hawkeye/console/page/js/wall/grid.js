/**
 * The number of columns that shows all tiles as large as possible without scrolling; where they would become too small
 * to be useful, as many columns of that minimum width as fit.
 *
 * @param {number} tiles
 * @param {{width: number, height: number, gap: number, caption: number, least: number}} room CSS pixels; caption is the
 *     height below each picture, least the smallest useful width of a tile
 * @returns {{columns: number, width: number}} width of a tile, pixels
 */
export function arrange(tiles, { width, height, gap, caption, least }) {
  let best = { columns: 1, width: 0 };
  for (let columns = 1; columns <= tiles; columns++) {
    const rows = Math.ceil(tiles / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = (((height - gap * (rows - 1)) / rows - caption) * 16) / 9;
    const fitting = Math.floor(Math.min(byWidth, byHeight));
    if (fitting > best.width) {
      best = { columns, width: fitting };
    }
  }
  if (best.width >= Math.min(least, width)) {
    return best;
  }
  const columns = Math.max(1, Math.min(tiles, Math.floor((width + gap) / (least + gap))));
  return { columns, width: Math.floor((width - gap * (columns - 1)) / columns) };
}
