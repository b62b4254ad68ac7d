import { middleOf, topOf } from './geometry.js';
import { writer } from './words.js';

/** Of no class: these are bright colors of every hue. */
const WHITE = '#ffffff';
const SHADOW = 'rgb(6 8 11 / 75%)';
const ARROW = 26;
const HEAD = 7;
/** On smaller pictures words would hide more than they tell. */
const LEAST_WIDTH_FOR_WORDS = 420;

/**
 * Draws zones, lines with an arrow for each direction, and masks.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{zones: any[], lines: any[], masks: any[]}} scene
 * @param {import('../picture/stage.js').Area} area
 * @param {number} unit canvas pixels per CSS pixel
 * @param {{zone: (name: string) => string, direction: (line: string, name: string) => string | null}} figures what is added
 *     to the names; null: a direction is not drawn
 */
export function drawScene(context, scene, area, unit, figures) {
  const placed = (points) => points.map(([x, y]) => [area.x + x * area.width, area.y + y * area.height]);
  const words = area.width / unit < LEAST_WIDTH_FOR_WORDS ? () => {} : writer(context, area, unit);
  context.save();
  context.lineJoin = 'round';
  for (const { points } of scene.masks) {
    outline(context, placed(points), true);
    context.fillStyle = 'rgb(6 8 11 / 55%)';
    context.fill();
    stroke(context, unit, 1, [3 * unit, 4 * unit]);
  }
  for (const { name, points } of scene.zones) {
    const corners = placed(points);
    outline(context, corners, true);
    context.fillStyle = 'rgb(255 255 255 / 9%)';
    context.fill();
    stroke(context, unit, 1.5, [7 * unit, 4 * unit]);
    const figure = figures.zone(name);
    words(figure ? `${name}: ${figure}` : name, topOf(corners), [0, -1]);
  }
  for (const { name, points, directions } of scene.lines) {
    const way = placed(points);
    outline(context, way, false);
    stroke(context, unit, 2.5, []);
    words(name, way[0], [0, -1]);
    const { middle, right } = middleOf(way);
    directions.forEach((direction, i) => {
      const figure = figures.direction(name, direction);
      if (figure !== null) {
        const away = i ? [-right[0], -right[1]] : right;
        arrow(context, middle, away, unit);
        const tip = middle.map((at, axis) => at + away[axis] * ARROW * unit);
        words(`${direction} ${figure}`.trim(), tip, away);
      }
    });
  }
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points @param {boolean} closed */
function outline(context, points, closed) {
  context.beginPath();
  points.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  if (closed) {
    context.closePath();
  }
}

/**
 * White with a dark edge, to be seen on every picture.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} unit
 * @param {number} width CSS pixels
 * @param {number[]} dash
 */
function stroke(context, unit, width, dash) {
  context.setLineDash([]);
  context.strokeStyle = SHADOW;
  context.lineWidth = (width + 2) * unit;
  context.stroke();
  context.setLineDash(dash);
  context.strokeStyle = WHITE;
  context.lineWidth = width * unit;
  context.stroke();
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {number[]} from @param {number[]} way @param {number} unit */
function arrow(context, [x, y], [dx, dy], unit) {
  const tip = [x + dx * ARROW * unit, y + dy * ARROW * unit];
  const head = HEAD * unit;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(tip[0], tip[1]);
  context.moveTo(tip[0] - head * (dx + dy), tip[1] - head * (dy - dx));
  context.lineTo(tip[0], tip[1]);
  context.lineTo(tip[0] - head * (dx - dy), tip[1] - head * (dy + dx));
  stroke(context, unit, 1.5, []);
}
