import { describe, expect, it } from 'vitest';
import { isPress, isTyped } from './shortcut.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('a shortcut', () => {
  it.each([
    ['mod+P', press('p', { ctrlKey: true }), true],
    ['mod+P', press('p', { metaKey: true }), true],
    ['mod+P', press('P', { ctrlKey: true, shiftKey: true }), false],
    ['mod+shift+P', press('P', { ctrlKey: true, shiftKey: true }), true],
    ['F8', press('F8'), true],
    ['F8', press('F8', { shiftKey: true }), false],
    ['shift+F8', press('F8', { shiftKey: true }), true],
    ['?', press('?', { shiftKey: true }), true],
    ['?', press('?'), true],
    ['mod+,', press(',', { ctrlKey: true }), true],
    ['alt+N', { ...press('ñ', { altKey: true }), code: 'KeyN' }, true],
  ])('%s pressed as %j: %s', (shortcut, pressed, is) => expect(isPress(shortcut, pressed)).toBe(is));

  it('is typed text when it has no modifier', () => {
    expect(['?', 'mod+P', 'F8', 'shift+F8', 'alt+N'].filter(isTyped)).toEqual(['?']);
  });
});
