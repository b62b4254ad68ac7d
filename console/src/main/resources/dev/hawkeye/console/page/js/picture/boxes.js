import { onPicture } from '../core/colors.js';
import { confidence } from '../core/format.js';

const INK = '#0b0e13';
/** Smaller boxes get no label: it would hide more than it shows. */
const LEAST_AREA = 320;

/**
 * Draws boxes with class and number of the object, or confidence where that is unknown. Of labels that would overlap, the less certain one is omitted; no label runs
 * out of the picture.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {any[]} objects boxes in pixels of the full picture, with `track` where the object is known
 * @param {{x: number, y: number, width: number, height: number, scale: number}} area where the picture lies on the
 *     canvas, and canvas pixels per picture pixel
 * @param {number} unit canvas pixels per CSS pixel
 */
export function drawBoxes(context, objects, area, unit) {
  const font = Math.round(Math.min(14, Math.max(10, area.width / unit / 52)) * unit);
  const sorted = [...objects].sort((a, b) => b.confidence - a.confidence);
  const placed = sorted.map((object) => frame(object, area));
  context.lineWidth = Math.max(1.5, Math.min(2.5, area.width / unit / 320)) * unit;
  context.lineJoin = 'round';
  for (let i = placed.length - 1; i >= 0; i--) {
    const { x, y, width, height } = placed[i];
    context.strokeStyle = onPicture(classOf(sorted[i]));
    context.strokeRect(x, y, width, height);
  }
  context.font = `600 ${font}px Inter, system-ui, sans-serif`;
  context.textBaseline = 'middle';
  /** @type {Rect[]} */
  const taken = [];
  placed.forEach((box, i) => {
    if (box.width * box.height >= LEAST_AREA * unit * unit) {
      label(context, sorted[i], box, area, font, taken);
    }
  });
}

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** That of the object does not flicker between two that look alike. @param {any} object @returns {string} */
const classOf = ({ className, track }) => track?.className ?? className;

/** @param {any} object @param {any} area @returns {Rect} */
function frame(object, area) {
  const x = area.x + object.x1 * area.scale;
  const y = area.y + object.y1 * area.scale;
  return { x, y, width: (object.x2 - object.x1) * area.scale, height: (object.y2 - object.y1) * area.scale };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} object
 * @param {Rect} box
 * @param {Rect} area
 * @param {number} font
 * @param {Rect[]} taken by the labels drawn before
 */
function label(context, object, box, area, font, taken) {
  const { track } = object;
  const text = `${classOf(object)} ${track ? `#${track.number}` : confidence(object.confidence)}`;
  const pad = font * 0.4;
  const width = Math.min(area.width, context.measureText(text).width + 2 * pad);
  const height = font * 1.45;
  const x = Math.max(area.x, Math.min(box.x - context.lineWidth / 2, area.x + area.width - width));
  const places = [box.y - height, box.y, box.y + box.height];
  const y = places.find((top) => {
    const inside = top >= area.y && top + height <= area.y + area.height;
    return inside && !taken.some((other) => overlap(other, { x, y: top, width, height }));
  });
  if (y === undefined) {
    return;
  }
  taken.push({ x, y, width, height });
  context.fillStyle = onPicture(classOf(object));
  context.beginPath();
  context.roundRect(x, y, width, height, font * 0.22);
  context.fill();
  context.fillStyle = INK;
  context.fillText(text, x + pad, y + height / 2 + font * 0.06, width - 2 * pad);
}

/** @param {Rect} a @param {Rect} b */
function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
