import { crc32, deflateSync } from 'node:zlib';
import { signature } from './png.ts';
import { eachRun, type Runs } from './runs.ts';

/**
 * A PNG with changed pixels in red and everything else transparent, to be laid over either picture. One bit a pixel:
 * a page of ten million pixels is written in milliseconds and takes kilobytes.
 */
export function drawDifference(runs: Runs, width: number, height: number): Uint8Array {
  const stride = 1 + Math.ceil(width / 8); // Each row begins with the number of its filter, none.
  const rows = new Uint8Array(stride * height);
  eachRun(runs, (row, first, behind) => {
    const begin = row * stride + 1;
    for (let column = first; column < behind; column++) rows[begin + (column >> 3)]! |= 0x80 >> (column & 7);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 3], 8); // One bit, by palette.
  return Buffer.concat([
    Buffer.from(signature),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.of(255, 255, 255, 255, 0, 0)),
    chunk('tRNS', Uint8Array.of(0, 255)),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
