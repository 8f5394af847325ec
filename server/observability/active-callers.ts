import type { FastifyInstance } from 'fastify';
import type { Caller } from '../caller.ts';
import type { Sample } from './prometheus.ts';

const kinds = ['person', 'machine', 'admin'] as const;
type Kind = (typeof kinds)[number];

/** Who has called the API of late. */
export interface ActiveCallers {
  saw(caller: Caller): void;
  /** By kind: people, machines (agents among them), the admin token. */
  samples(): readonly Sample[];
}

/** Milliseconds after which nobody counts as active. */
const window = 300_000;
const most = 10_000;

export function activeCallers(now: () => number): ActiveCallers {
  const seen = new Map<string, { readonly kind: Kind; readonly at: number }>();
  return {
    saw({ id, person }) {
      if (id === 'anonymous') return;
      // Who was seen last stands last.
      seen.delete(id);
      seen.set(id, { kind: person ? 'person' : id === 'admin' ? 'admin' : 'machine', at: now() });
      if (seen.size > most) seen.delete(seen.keys().next().value!);
    },
    samples() {
      const since = now() - window;
      for (const [id, { at }] of seen) {
        if (at > since) break;
        seen.delete(id);
      }
      const all = [...seen.values()];
      return kinds.map((kind) => [{ kind }, all.filter((one) => one.kind === kind).length] as const);
    },
  };
}

export const trackCallers = (app: FastifyInstance, callers: ActiveCallers): void =>
  void app.addHook('onResponse', ({ caller }, _, done) => {
    // A request that was no request has none.
    if (caller) callers.saw(caller);
    done();
  });
