import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageSize } from './image-size.ts';

describe('imageSize', () => {
  it('reads the size of every kind of picture', async () => {
    const picture = sharp({ create: { width: 33, height: 17, channels: 3, background: '#fff' } });
    for (const kind of ['png', 'jpeg', 'webp', 'gif'] as const) {
      expect([kind, imageSize(await picture.clone().toFormat(kind).toBuffer())]).toEqual([
        kind,
        { width: 33, height: 17 },
      ]);
    }
    expect(imageSize(await picture.clone().webp({ lossless: true }).toBuffer())).toEqual({ width: 33, height: 17 });
    const turned = await picture.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(imageSize(turned)).toEqual({ width: 17, height: 33 });
  });

  it.each([
    ['<svg viewBox="0 0 30 15.6">', { width: 30, height: 16 }],
    ['<?xml version="1.0"?><svg width=\'5px\' height="6">', { width: 5, height: 6 }],
    ['<svg width="100%" height="100%">', null],
    ['<svg>', null],
    ['not a picture', null],
    ['', null],
  ])('%s', (text, size) => {
    expect(imageSize(Buffer.from(text))).toEqual(size);
  });

  it('is null for a picture that is cut off, and ends on any bytes', async () => {
    const jpeg = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    expect(imageSize(jpeg.subarray(0, 40))).toBeNull();
    for (let length = 0; length < jpeg.length; length++) imageSize(jpeg.subarray(0, length));
    fc.assert(
      fc.property(
        fc.constantFrom('\xff\xd8\xff', 'RIFF1234WEBPVP8X', 'GIF8', '\x89PNG\r\n\x1a\n1234IHDR', ''),
        fc.uint8Array(),
        (head, tail) => {
          imageSize(Buffer.concat([Buffer.from(head, 'latin1'), tail]));
        },
      ),
    );
  });
});
