import { describe, expect, it } from 'vitest';
import { parseRemembered, toRemember } from './remembered.ts';
import { initialStudio } from './studio.ts';

describe('what the window remembers', () => {
  it('comes back as it was', () => {
    const remembered = toRemember(initialStudio, null);
    expect(parseRemembered(JSON.stringify(remembered))).toEqual(remembered);
  });

  it('keeps what it knows of other projects', () => {
    const before = { ...toRemember(initialStudio, null), open: { '/other': { paths: ['a'], active: 'a' } } };
    expect(toRemember(initialStudio, before).open).toEqual(before.open);
  });

  it.each([
    null,
    '',
    '{"parts":',
    '42',
    '[]',
    '{"parts":{"explorer":true,"preview":true,"problems":true},"view":{"viewport":{"name":"x","width":-1,"height":5}}}',
  ])('is not taken from %j', (text) => expect(parseRemembered(text)).toBeNull());
});
