import { describe, expect, it } from 'vitest';
import { duration, relativeTime } from './relative-time.ts';

const now = new Date('2026-05-04T12:00:00Z');

describe('a moment in words', () => {
  it.each([
    ['2026-05-04T11:59:40Z', 'just now'],
    ['2026-05-04T12:05:00Z', 'just now'],
    ['2026-05-04T11:57:00Z', '3 minutes ago'],
    ['2026-05-04T09:00:00Z', '3 hours ago'],
    ['2026-05-03T11:00:00Z', 'yesterday'],
    ['2026-04-20T11:00:00Z', '2 weeks ago'],
    ['2024-05-01T11:00:00Z', '2 years ago'],
  ])('%s is %s', (at, words) => expect(relativeTime(new Date(at), now)).toBe(words));
});

describe('a duration', () => {
  it.each([
    [0.2, '1 s'],
    [42.4, '42 s'],
    [150, '3 min'],
  ])('%f seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words));
});
