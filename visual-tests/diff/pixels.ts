import sharp from 'sharp';

/** 8 bits a channel: RGB, or RGBA with straight alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** Left, top, width and height in device pixels. */
export type Area = readonly [left: number, top: number, width: number, height: number];

/** Screenshots have no alpha; leaving it out halves the time, as nothing is copied a second time to make room for it. */
export async function decodePng(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new Error(`${channels} channels are not a picture in color`);
  return { width, height, channels, data };
}

/** Rows of a picture as RGBA, `width` wide: cut on the right, or filled up with nothing. */
export function rgbaRows(pixels: Pixels, from: number, to: number, width: number): Uint8Array {
  const rows = new Uint8Array((to - from) * width * 4);
  const { channels, data } = pixels;
  const copied = Math.min(width, pixels.width);
  for (let row = from; row < Math.min(to, pixels.height); row++) {
    let source = row * pixels.width * channels;
    let target = (row - from) * width * 4;
    if (channels === 4) {
      rows.set(data.subarray(source, source + copied * 4), target);
      continue;
    }
    for (let column = 0; column < copied; column++) {
      rows[target] = data[source]!;
      rows[target + 1] = data[source + 1]!;
      rows[target + 2] = data[source + 2]!;
      rows[target + 3] = 255;
      target += 4;
      source += 3;
    }
  }
  return rows;
}

/** Paints areas over with one color, in place: what is masked is the same in every picture. */
export function paintOver({ width, height, channels, data }: Pixels, areas: readonly Area[]): void {
  for (const [left, top, wide, high] of areas) {
    const first = Math.max(0, Math.floor(left));
    const behind = Math.min(width, Math.ceil(left + wide));
    if (first >= behind) continue;
    for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, Math.ceil(top + high)); row++) {
      data.fill(255, (row * width + first) * channels, (row * width + behind) * channels);
    }
  }
}
