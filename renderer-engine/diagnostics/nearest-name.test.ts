import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('nearestName', () => {
  it('finds a typo, a swap and another case', () => {
    expect(nearestName('Buton', ['Button', 'Badge'])).toBe('Button');
    expect(nearestName('Crad', ['Card', 'Code'])).toBe('Card');
    expect(nearestName('textinput', ['TextInput', 'TextArea'])).toBe('TextInput');
  });

  it('says nothing when nothing is close', () => {
    expect(nearestName('Zeppelin', ['Button', 'Card'])).toBeNull();
    expect(nearestName('x', [])).toBeNull();
  });

  it('does not depend on the order of the candidates', () => {
    expect(nearestName('cat', ['car', 'cab'])).toBe(nearestName('cat', ['cab', 'car']));
  });

  it('answers at once for very long names', () => {
    expect(nearestName('a'.repeat(100_000), ['b'.repeat(100_000)])).toBeNull();
  });
});
