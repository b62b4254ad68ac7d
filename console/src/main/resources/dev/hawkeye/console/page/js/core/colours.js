/** Hues far apart for what cameras see most, so that no two of these are ever alike. */
const HUES = {
  person: 68,
  bicycle: 155,
  car: 225,
  motorcycle: 345,
  bus: 305,
  truck: 25,
  train: 275,
  boat: 190,
  dog: 110,
  cat: 130,
  bird: 250,
};
const STEPS = 24;

/**
 * @param {string} className
 * @returns {number} hue in degrees, always the same for the same name
 */
function hue(className) {
  if (Object.hasOwn(HUES, className)) {
    return HUES[className];
  }
  let hash = 2166136261;
  for (let i = 0; i < className.length; i++) {
    hash = Math.imul(hash ^ className.charCodeAt(i), 16777619);
  }
  return ((hash >>> 0) % STEPS) * (360 / STEPS);
}

/** @param {string} className @returns {string} a bright colour, for lines and chips on a picture */
export const onPicture = (className) => `oklch(0.84 0.15 ${hue(className)})`;

/**
 * Gives an element and what is in it the colour of a class, as `var(--class)`.
 *
 * @param {HTMLElement} element
 * @param {string} className
 */
export function colour(element, className) {
  element.classList.add('classed');
  element.style.setProperty('--hue', String(hue(className)));
  return element;
}
