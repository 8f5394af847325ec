import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOfLocalTime, localTimeOf } from './local-time.ts';

describe('a time of day in the zone of the page (E6)', () => {
  it.each([
    ['2026-03-01T09:30', 'Europe/Berlin', '2026-03-01T08:30:00Z'],
    ['2026-03-01T09:30', 'UTC', '2026-03-01T09:30:00Z'],
    ['2026-03-01T09:30:15', 'Asia/Kathmandu', '2026-03-01T03:45:15Z'],
    // Clocks go forward: 02:30 is never shown, so the later 03:30 is meant.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    // Clocks go back: 02:30 is shown twice, and the earlier one is meant.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    // A change by half an hour, on the other side of the world.
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOfLocalTime(local, zone)).toBe(instant);
  });

  it.each([
    '2026-02-30T09:00',
    '2026-03-01',
    '09:30',
    '2026-03-01T25:00',
    '2026-03-01T09:30Z',
    '',
    'x',
  ])('is not there in %s', (text) => expect(instantOfLocalTime(text, 'Europe/Berlin')).toBeNull());

  it('comes back as it went', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Casablanca');
    const instants = fc.date({ min: new Date('1950-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, zones, (date, zone) => {
        const instant = date.toISOString();
        const local = localTimeOf(instant, zone);
        const again = instantOfLocalTime(String(local), zone);
        // An hour that is shown twice comes back as its first one, which looks the same.
        expect(localTimeOf(again, zone)).toBe(local);
      }),
      { numRuns: 500 },
    );
  });

  it('shows what is no instant as it was typed, so that it can be mended', () => {
    expect(localTimeOf('tomorrow', 'UTC')).toBe('tomorrow');
    expect(localTimeOf('2026-03-01T09:30', 'UTC')).toBe('2026-03-01T09:30');
    expect(localTimeOf(null, 'UTC')).toBeNull();
  });
});
