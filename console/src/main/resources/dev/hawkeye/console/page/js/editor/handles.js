import { h, keep, setAttribute } from '../core/dom.js';

const STEP = 0.005;
const LONG_STEP = 0.05;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The points of a shape as buttons over the picture, which a pointer drags and keys move. A click beside them adds one.
 *
 * @param {import('./shape.js').Shape} shape
 * @param {import('../picture/stage.js').Stage} stage
 * @param {{closed: () => void}} calls closed: no more points are wanted
 * @param {AbortSignal} signal ends it
 * @returns {{focus: () => void}} focus: puts the focus on the selected point
 */
export function handles(shape, stage, calls, signal) {
  const element = h('div', {
    class: 'editor-surface',
    role: 'group',
    'aria-label': 'Points of the shape. A click on the picture adds one.',
    'data-testid': 'editor-surface',
  });
  /** @type {HTMLElement[]} */
  const buttons = [];

  const place = () => {
    const { x, y, width, height } = stage.area;
    Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  };
  const show = () => {
    shape.points.forEach(([x, y], i) => {
      buttons[i] ??= handle(i);
      buttons[i].style.left = `${x * 100}%`;
      buttons[i].style.top = `${y * 100}%`;
      setAttribute(buttons[i], 'aria-pressed', String(i === shape.selected));
      setAttribute(buttons[i], 'aria-label', `Point ${i + 1} of ${shape.points.length}, at ${x}, ${y}`);
    });
    keep(element, buttons.slice(0, shape.points.length));
  };
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return /** @type {[number, number]} */ ([(clientX - left) / width, (clientY - top) / height]);
  };
  const focus = () => buttons[shape.selected]?.focus({ preventScroll: true });

  /** @param {number} i */
  const handle = (i) => {
    const button = h('button', { class: 'editor-point', type: 'button', 'data-testid': 'editor-point' });
    button.addEventListener('pointerdown', (event) => {
      button.setPointerCapture(event.pointerId);
      shape.select(i);
    });
    button.addEventListener('pointermove', (event) => {
      if (button.hasPointerCapture(event.pointerId)) {
        shape.move(...at(event));
      }
    });
    button.addEventListener('focus', () => shape.selected !== i && shape.select(i));
    button.addEventListener('click', (event) => event.stopPropagation());
    button.addEventListener('keydown', key);
    return button;
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LONG_STEP : STEP;
      shape.nudge(arrow[0] * step, arrow[1] * step);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      shape.remove();
      focus();
    } else if (event.key === 'Enter') {
      calls.closed();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  element.addEventListener('click', (event) => {
    shape.add(...at(event));
    focus();
  });
  shape.on('change', show, signal);
  const size = new ResizeObserver(place);
  size.observe(stage.element);
  signal.addEventListener('abort', () => {
    size.disconnect();
    element.remove();
  });
  place();
  show();
  stage.element.append(element);
  return { focus };
}
