/** Pixels of a picture. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes stand far in front of a file, even behind the notes that cameras leave. */
export const imageHeadBytes = 256 * 1024;

/** Size of a PNG, JPEG, GIF, WebP or SVG out of its first bytes; null for anything else, or a broken one. */
export function imageSize(file: Uint8Array): ImageSize | null {
  const bytes = file.subarray(0, imageHeadBytes);
  try {
    const size = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes) ?? svg(bytes);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    // Reading past the end: the file is cut off.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => letters(bytes, at, at + text.length) === text;

const letters = (bytes: Uint8Array, from: number, to: number): string =>
  Array.from(bytes.subarray(from, to), (unit) => String.fromCharCode(unit)).join('');

/** Throws a RangeError past the end. */
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function png(bytes: Uint8Array): ImageSize | null {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n') || !startsWith(bytes, 'IHDR', 12)) return null;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(bytes: Uint8Array): ImageSize | null {
  if (!startsWith(bytes, 'GIF8')) return null;
  const view = viewOf(bytes);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(bytes: Uint8Array): ImageSize | null {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return null;
  const view = viewOf(bytes);
  if (startsWith(bytes, 'VP8X', 12))
    return { width: (view.getUint32(23, true) >>> 8) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!startsWith(bytes, 'VP8 ', 12)) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Walks the segments to the first frame header. A picture that is turned by its Exif data shows its sides swapped. */
function jpeg(bytes: Uint8Array): ImageSize | null {
  if (!startsWith(bytes, '\xff\xd8\xff')) return null;
  const view = viewOf(bytes);
  let turned = false;
  for (let at = 2; at < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xffe1) turned = isTurned(bytes.subarray(at + 4, at + 2 + view.getUint16(at + 2)));
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    if ((marker & 0xff00) !== 0xff00) return null;
  }
  return null;
}

const orientationTag = 0x0112;

function isTurned(exif: Uint8Array): boolean {
  if (!startsWith(exif, 'Exif\0\0')) return false;
  const tiff = viewOf(exif.subarray(6));
  const little = startsWith(exif, 'II', 6);
  const short = (at: number): number => tiff.getUint16(at, little);
  const start = tiff.getUint32(4, little);
  for (let index = 0; index < short(start); index++) {
    const entry = start + 2 + index * 12;
    if (short(entry) === orientationTag) return short(entry + 8) >= 5;
  }
  return false;
}

/** Width and height in pixels, else the view box. */
function svg(bytes: Uint8Array): ImageSize | null {
  const head = letters(bytes, 0, 8_192);
  const tag = /<svg\b[^>]*>/i.exec(head)?.[0];
  if (!tag) return null;
  const length = (name: string): number | null => {
    const written = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([0-9.]+)(?:px)?\\s*["']`, 'i').exec(tag)?.[1];
    return written === undefined ? null : Math.round(Number(written));
  };
  const [width, height] = [length('width'), length('height')];
  if (width !== null && height !== null) return { width, height };
  const box = /\sviewBox\s*=\s*["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)/i.exec(tag);
  return box ? { width: Math.round(Number(box[1])), height: Math.round(Number(box[2])) } : null;
}
