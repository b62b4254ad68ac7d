const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PIXELS = 12_000_000;
/** Exif data comes before anything else in a JPEG. */
const HEAD_BYTES = 65_536;
const QUALITIES = [0.92, 0.8, 0.6];

/**
 * Makes a picture what the server accepts: a JPEG of at most 10 MiB, not huge, upright. One that already is, is sent
 * unchanged; what a camera wrote into it (how to rotate it, where it was taken) is dropped.
 *
 * @param {Blob} file
 * @returns {Promise<{jpeg: Blob, bitmap: ImageBitmap}>} both upright; the bitmap is the caller's to close
 * @throws {Error} that says what to do, when it is not a picture
 */
export async function prepare(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error('The browser cannot open this file as a picture. Use a JPEG, PNG or WebP.');
  }
  const turned = await hasExif(file);
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  if (file.type === 'image/jpeg' && file.size <= MOST_BYTES && scale === 1 && !turned) {
    return { jpeg: file, bitmap };
  }
  return { jpeg: await encode(bitmap, scale), bitmap };
}

/** @param {Blob} file @returns {Promise<boolean>} whether it says how to rotate it, which the server ignores */
async function hasExif(file) {
  const head = new TextDecoder('latin1').decode(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return head.includes('Exif\0\0');
}

/** @param {ImageBitmap} bitmap @param {number} scale @returns {Promise<Blob>} */
async function encode(bitmap, scale) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('The browser is out of memory. Use a smaller picture.');
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (jpeg && jpeg.size <= MOST_BYTES) {
      return jpeg;
    }
  }
  throw new Error('The picture is over 10 MiB even as a JPEG. Use a smaller one.');
}
