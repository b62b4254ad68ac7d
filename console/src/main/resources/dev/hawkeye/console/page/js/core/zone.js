const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;
let zone = OWN;
/** @type {Map<string, Intl.DateTimeFormat>} */
let formats = new Map();

/** @returns {string} name of the zone in which times are shown */
export const zoneName = () => zone;

/**
 * Shows times in the site's zone from now on.
 *
 * @param {string} name as the server sends it; if the browser does not know it, the browser's own zone is kept
 */
export function useZone(name) {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    zone = name;
  } catch {
    zone = OWN;
  }
  formats = new Map();
}

/**
 * @param {number} at epoch milliseconds
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string} in the site's zone
 */
export function inZone(at, options) {
  return format(options).format(at);
}

/** @param {number} at epoch milliseconds @returns {string} such as 2026-05-01T14:03, for an input of date and time */
export function localMinute(at) {
  const part = Object.fromEntries(format(FIELDS).formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * @param {string} local such as 2026-05-01T14:03, in the site's zone
 * @returns {number | null} epoch milliseconds; null when it is not a valid time
 */
export function epochOf(local) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local)) {
    return null;
  }
  const wanted = Date.parse(`${local.slice(0, 16)}Z`);
  if (Number.isNaN(wanted)) {
    return null;
  }
  let at = wanted;
  for (let i = 0; i < 2; i++) {
    at += wanted - Date.parse(`${localMinute(at)}Z`);
  }
  return at;
}

/** @param {number} at epoch milliseconds @returns {number} the start of its hour in the site's time zone */
export function hourOf(at) {
  const minute = Math.floor(at / 60_000);
  return (minute - Number(inZone(at, { minute: 'numeric' }))) * 60_000;
}

/** @type {Intl.DateTimeFormatOptions} */
const FIELDS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  const key = JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}
