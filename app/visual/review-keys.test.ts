import { describe, expect, it } from 'vitest';
import { reviewActionOf } from './review-keys.ts';

const press = (key: string, held = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key in picture review', () => {
  it.each([
    [press('y'), { do: 'accept' }],
    [press('Y', { shiftKey: true }), { do: 'accept-all' }],
    [press('ArrowDown'), { do: 'move', step: 1 }],
    [press('ArrowLeft'), { do: 'view', view: 'baseline' }],
    [press('w'), { do: 'view', view: 'swipe' }],
    [press('u', { ctrlKey: true }), null],
    [press('q'), null],
  ])('%j means %j', (pressed, action) => expect(reviewActionOf(pressed)).toEqual(action));
});
