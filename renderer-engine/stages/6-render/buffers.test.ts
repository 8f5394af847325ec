import { expect, it } from 'vitest';
import { newBuffers } from './buffers.ts';

it('a buffer that is used again is empty, whatever the render before has left in it (E14)', () => {
  const buffers = newBuffers();
  const first = buffers.take(3);
  first.frame[0] = 'a secret of the first';
  first.frame[2] = ['another'];
  first.chunks.push('<p>not taken</p>');
  buffers.give(first);
  const second = buffers.take(2);
  expect(second).toBe(first);
  expect(second.frame.every((slot) => slot === null)).toBe(true);
  expect(second.chunks).toEqual([]);
  expect(buffers.take(5).frame).toEqual([null, null, null, null, null]);
  expect(buffers.statistics()).toEqual({ created: 2, reused: 1, destroyed: 0, active: 2, idle: 0 });
});
