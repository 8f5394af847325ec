import type { Pixels } from './pixels.ts';

/** Rows, the first and the one behind the last. */
export type Band = readonly [from: number, to: number];

/**
 * Where two pictures differ at all within their first `height` rows and `width` columns: rows that differ, those less
 * than `near` apart taken together. Compares bytes, which is many times faster than looking at colors.
 */
export function differentBands(a: Pixels, b: Pixels, width: number, height: number, near: number): readonly Band[] {
  const isSame = a.channels === b.channels ? sameBytes(a, b, width) : sameColors(a, b, width);
  const bands: Band[] = [];
  for (let row = 0; row < height; row++) {
    if (isSame(row)) continue;
    const last = bands.at(-1);
    if (last && row - last[1] < near) bands[bands.length - 1] = [last[0], row + 1];
    else bands.push([row, row + 1]);
  }
  return bands;
}

function sameBytes(a: Pixels, b: Pixels, width: number): (row: number) => boolean {
  const [one, other] = [bufferOf(a.data), bufferOf(b.data)];
  const [ownA, ownB, size] = [a.width * a.channels, b.width * b.channels, width * a.channels];
  return (row) => one.compare(other, row * ownB, row * ownB + size, row * ownA, row * ownA + size) === 0;
}

/** One has alpha, the other has none. */
function sameColors(a: Pixels, b: Pixels, width: number): (row: number) => boolean {
  return (row) => {
    for (let column = 0; column < width; column++) {
      const at = (row * a.width + column) * a.channels;
      const beside = (row * b.width + column) * b.channels;
      for (let channel = 0; channel < 4; channel++) {
        const one = channel < a.channels ? a.data[at + channel] : 255;
        const other = channel < b.channels ? b.data[beside + channel] : 255;
        if (one !== other) return false;
      }
    }
    return true;
  };
}

const bufferOf = (data: Uint8Array): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
