import { expect, it } from 'vitest';
import { newBreaker } from './breaker.ts';

it('keeps callers away after some failures in a row, lets one try after a pause, and all once that worked (P12)', () => {
  let now = 0;
  const breaker = newBreaker({ failures: 3, pause: 1_000, clock: () => now });
  for (const _ of [1, 2]) breaker.failed();
  breaker.succeeded();
  for (const _ of [1, 2]) breaker.failed();
  expect([breaker.mayTry(), breaker.state, breaker.opened]).toEqual([true, 'closed', 0]);
  breaker.failed();
  expect([breaker.mayTry(), breaker.state, breaker.opened]).toEqual([false, 'open', 1]);
  now = 999;
  expect(breaker.mayTry()).toBe(false);
  now = 1_000;
  expect([breaker.state, breaker.mayTry(), breaker.mayTry(), breaker.state]).toEqual([
    'half-open',
    true,
    false,
    'open',
  ]);
  breaker.failed();
  now = 1_999;
  expect([breaker.mayTry(), breaker.opened]).toEqual([false, 1]);
  now = 2_000;
  expect(breaker.mayTry()).toBe(true);
  breaker.succeeded();
  expect([breaker.mayTry(), breaker.mayTry(), breaker.state]).toEqual([true, true, 'closed']);
});
