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
    [press('Y', { shiftKey: true }), { do: 'accept-group' }],
    [press('ArrowDown'), { do: 'move', step: 1 }],
    [press('ArrowLeft'), { do: 'view', view: 'baseline' }],
    [press('w'), { do: 'view', view: 'swipe' }],
    [press('u', { ctrlKey: true }), null],
    [press('q'), null],
    [press(' '), { do: 'fit' }],
    [press('D', { shiftKey: true }), { do: 'view', view: 'difference' }],
    [press('4'), { do: 'jump', to: 'removed' }],
    [press('8'), null],
  ])('%j means %j', (pressed, action) => expect(reviewActionOf(pressed)).toEqual(action));
});
