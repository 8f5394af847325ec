import type { FastifyInstance } from 'fastify';
import type { Sample } from './prometheus.ts';

/** Requests that were refused, by failure code, so that unusual numbers of them can raise an alert (S11). */
export interface Refusals {
  count(code: string): void;
  samples(): readonly Sample[];
}

/** `codes` stand at 0 until they happen: an increase can only be seen of what was there before. */
export function countRefusals(codes: readonly string[]): Refusals {
  const counts = new Map(codes.map((code) => [code, 0]));
  return {
    count: (code) => void counts.set(code, (counts.get(code) ?? 0) + 1),
    samples: () => [...counts].map(([code, count]) => [{ code }, count] as const),
  };
}

export const trackRefusals = (app: FastifyInstance, refusals: Refusals): void =>
  void app.addHook('onResponse', ({ refusal }, _, done) => {
    if (refusal) refusals.count(refusal);
    done();
  });
