import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { threadMegabytes } from './thread-memory.ts';

describe('memory of a thread that compiles (E16, E17)', () => {
  it('is two gigabytes, and half of what there is where that is less', () => {
    expect([64, 4, 1, 0.5].map((gigabytes) => threadMegabytes(gigabytes * 2 ** 30))).toEqual([2_048, 2_048, 512, 256]);
    expect(threadMegabytes()).toBeLessThanOrEqual(totalmem() / 2 ** 21);
  });
});
