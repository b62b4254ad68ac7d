/** Hues in degrees for the classes of a COCO model: far apart for classes that are seen together. */
const HUES = {
  person: 68,
  bicycle: 155,
  car: 225,
  motorcycle: 345,
  airplane: 345,
  bus: 305,
  train: 285,
  truck: 25,
  boat: 315,
  'traffic light': 110,
  'fire hydrant': 310,
  'stop sign': 135,
  'parking meter': 245,
  bench: 285,
  bird: 110,
  cat: 275,
  dog: 130,
  horse: 145,
  sheep: 0,
  cow: 200,
  elephant: 15,
  bear: 10,
  zebra: 15,
  giraffe: 345,
  backpack: 190,
  umbrella: 325,
  handbag: 265,
  tie: 155,
  suitcase: 5,
  frisbee: 335,
  skis: 140,
  snowboard: 280,
  'sports ball': 110,
  kite: 350,
  'baseball bat': 155,
  'baseball glove': 0,
  skateboard: 145,
  surfboard: 140,
  'tennis racket': 10,
  bottle: 45,
  'wine glass': 350,
  cup: 235,
  fork: 30,
  knife: 285,
  spoon: 150,
  bowl: 185,
  banana: 0,
  apple: 0,
  sandwich: 95,
  orange: 45,
  broccoli: 310,
  carrot: 75,
  'hot dog': 5,
  pizza: 180,
  donut: 315,
  cake: 195,
  chair: 325,
  couch: 25,
  'potted plant': 350,
  bed: 35,
  'dining table': 255,
  toilet: 110,
  tv: 100,
  laptop: 155,
  mouse: 345,
  remote: 100,
  keyboard: 195,
  'cell phone': 25,
  microwave: 215,
  oven: 95,
  toaster: 100,
  sink: 260,
  refrigerator: 20,
  book: 125,
  clock: 305,
  vase: 155,
  scissors: 0,
  'teddy bear': 225,
  'hair drier': 195,
  toothbrush: 10,
};

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
  return (hash >>> 0) % 360;
}

/** @param {string} className @returns {string} a bright color, for lines and chips on a picture */
export const onPicture = (className) => `oklch(0.84 0.15 ${hue(className)})`;

/**
 * Gives an element and what is in it the color of a class, as `var(--class)`.
 *
 * @param {HTMLElement} element
 * @param {string} className
 */
export function color(element, className) {
  element.classList.add('classed');
  element.style.setProperty('--hue', String(hue(className)));
  return element;
}
