/** Few widths, so that the server's and the browser's caches are useful. */
const WIDTHS = [320, 480, 640, 960, 1280, 1920];
/** A picture may be enlarged this much before anyone notices. */
const STRETCH = 1.15;

/**
 * @param {string} address of a picture
 * @param {number} pixels width that it will fill
 * @param {number} full its full width
 * @returns {string} the address of one that is just large enough
 */
export function sized(address, pixels, full) {
  const width = WIDTHS.find((step) => step * STRETCH >= pixels);
  return width === undefined || width >= full ? address : `${address}?width=${width}`;
}
