import { onPicture } from '../core/colors.js';
import { boxAt } from './place.js';

/** What an object did longer ago is no longer of interest, and would fill the picture. */
const SHOWN_MILLIS = 10_000;

/**
 * Draws where each object came from, in the color of its class, fading with time.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {any[]} tracks
 * @param {number} at capture time of the picture, epoch milliseconds
 * @param {import('../picture/stage.js').Area} area
 * @param {number} unit canvas pixels per CSS pixel
 */
export function drawTrails(context, tracks, at, area, unit) {
  context.save();
  context.lineWidth = Math.max(1.5, Math.min(3, area.width / unit / 320)) * unit;
  context.lineCap = 'round';
  for (const track of tracks) {
    const { x1, x2, y2 } = boxAt(track, at);
    const path = [...track.path.filter(([time]) => time <= at && time > at - SHOWN_MILLIS), [at, (x1 + x2) / 2, y2]];
    context.strokeStyle = onPicture(track.className);
    for (let i = 1; i < path.length; i++) {
      context.globalAlpha = 0.15 + 0.75 * (1 - (at - path[i][0]) / SHOWN_MILLIS);
      context.beginPath();
      context.moveTo(area.x + path[i - 1][1] * area.width, area.y + path[i - 1][2] * area.height);
      context.lineTo(area.x + path[i][1] * area.width, area.y + path[i][2] * area.height);
      context.stroke();
    }
  }
  context.restore();
}
