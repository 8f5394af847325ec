import { describe, expect, it } from 'vitest';
import { renderChecks } from './health.ts';

const metrics = { renders: 1, errors: 0, overLimit: 0, lastError: null, mean: 60, max: 60, bytes: 100 };
const timeAfter = (renders: number, mean: number) =>
  renderChecks({ ...metrics, renders, mean } as Parameters<typeof renderChecks>[0], 1).find(
    ({ name }) => name === 'time',
  )?.state;

describe('the time of a component (E7)', () => {
  it('is judged once a few renders were measured, because the first is slow whatever it renders', () => {
    expect(timeAfter(1, 60)).toBe('healthy');
    expect(timeAfter(5, 9)).toBe('healthy');
    expect(timeAfter(5, 11)).toBe('degraded');
    expect(timeAfter(5, 60)).toBe('unhealthy');
  });
});
