/** Pixels of a picture. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Size of a PNG, JPEG, GIF, WebP or SVG out of its first bytes; null for anything else, or a broken one. */
export function imageSize(bytes: Buffer): ImageSize | null {
  try {
    const size = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes) ?? svg(bytes);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    // Reading past the end: the file is cut off.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

function png(bytes: Buffer): ImageSize | null {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n') || !startsWith(bytes, 'IHDR', 12)) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gif(bytes: Buffer): ImageSize | null {
  if (!startsWith(bytes, 'GIF8')) return null;
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function webp(bytes: Buffer): ImageSize | null {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return null;
  if (startsWith(bytes, 'VP8X', 12)) return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!startsWith(bytes, 'VP8 ', 12)) return null;
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

/** Walks the segments to the first frame header. A picture that is turned by its Exif data shows its sides swapped. */
function jpeg(bytes: Buffer): ImageSize | null {
  if (!startsWith(bytes, '\xff\xd8\xff')) return null;
  let turned = false;
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffe1) turned = isTurned(bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2)));
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    if ((marker & 0xff00) !== 0xff00) return null;
  }
  return null;
}

const orientationTag = 0x0112;

function isTurned(exif: Buffer): boolean {
  if (!startsWith(exif, 'Exif\0\0')) return false;
  const tiff = exif.subarray(6);
  const little = startsWith(tiff, 'II');
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < short(start); index++) {
    const entry = start + 2 + index * 12;
    if (short(entry) === orientationTag) return short(entry + 8) >= 5;
  }
  return false;
}

/** Width and height in pixels, else the view box. */
function svg(bytes: Buffer): ImageSize | null {
  const head = bytes.toString('utf8', 0, 8_192);
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
