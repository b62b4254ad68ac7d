const SIZE = 12;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('../picture/stage.js').Area} area that no word leaves
 * @param {number} unit canvas pixels per CSS pixel
 * @returns {(text: string, at: number[], away: number[]) => void} writes at a place, or beside it in a direction
 */
export function writer(context, area, unit) {
  const font = SIZE * unit;
  const pad = font * 0.4;
  const height = font * 1.5;
  return (text, [x, y], [dx, dy]) => {
    context.font = `600 ${font}px Inter, system-ui, sans-serif`;
    context.textBaseline = 'middle';
    const width = context.measureText(text).width + 2 * pad;
    const left = within(x + (dx * (width + pad)) / 2 - width / 2, area.x, area.x + area.width - width);
    const top = within(y + (dy * (height + pad)) / 2 - height / 2, area.y, area.y + area.height - height);
    context.fillStyle = 'rgb(6 8 11 / 78%)';
    context.beginPath();
    context.roundRect(left, top, width, height, font * 0.25);
    context.fill();
    context.fillStyle = '#ffffff';
    context.fillText(text, left + pad, top + height / 2 + font * 0.06);
  };
}

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.max(least, Math.min(value, most));
