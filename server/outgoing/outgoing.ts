import type { IncomingMessage } from 'node:http';
import { type Breaker, newBreaker } from '../cache/breaker.ts';
import { newPool, type Pool, type PoolLimits, usualPool } from './pool.ts';
import type { Reach } from './reach.ts';
import { NoAnswer, type OutgoingRequest, sendOnce } from './send-once.ts';

/** The one way by which the server asks others. */
export interface Outgoing {
  /** An answer of whatever status, its body still to come. Rejects with `NoAnswer`. */
  send(request: OutgoingRequest): Promise<IncomingMessage>;
  figures(): OutgoingFigures;
  close(): void;
}

export interface OutgoingFigures {
  readonly connections: ReturnType<Pool['figures']>;
  readonly targets: readonly TargetFigures[];
}

/** One host and port, as it fared. */
export interface TargetFigures {
  readonly target: string;
  readonly breaker: Pick<Breaker, 'state' | 'opened'>;
  readonly retries: number;
  /** Requests by what came of them: a status like `2xx`, or why there was none. */
  readonly outcomes: ReadonlyMap<string, number>;
}

export interface OutgoingOptions {
  readonly reach: Reach;
  readonly clock: () => number;
  readonly random?: () => number;
  readonly pool?: PoolLimits;
  /** How often a request that may be sent again is. */
  readonly retries?: number;
  /** Milliseconds before the first time that happens; twice as long before the next. */
  readonly pause?: number;
}

/** Failures in a row after which a target is left alone, and for how long. */
const breaking = { failures: 5, pause: 5_000 };
/** Targets told apart; what was not asked for longest is forgotten. */
const mostTargets = 200;
/** Says that it is not there for the moment, not that something is wrong with the request. */
const isAway = (status: number): boolean => status === 502 || status === 503 || status === 504;

interface Target {
  readonly breaker: Breaker;
  readonly outcomes: Map<string, number>;
  retries: number;
}

export function newOutgoing({
  reach,
  clock,
  random = Math.random,
  pool: limits = usualPool,
  retries = 2,
  pause = 100,
}: OutgoingOptions): Outgoing {
  const pool = newPool(limits);
  const targets = new Map<string, Target>();

  function targetOf({ origin }: URL): Target {
    const known = targets.get(origin) ?? {
      breaker: newBreaker({ ...breaking, clock }),
      outcomes: new Map(),
      retries: 0,
    };
    targets.delete(origin);
    targets.set(origin, known);
    if (targets.size > mostTargets) targets.delete(targets.keys().next().value as string);
    return known;
  }

  async function once(request: OutgoingRequest, target: Target): Promise<IncomingMessage> {
    if (!target.breaker.mayTry()) {
      count(target, 'breaker');
      throw new NoAnswer('breaker', `${request.url.host} failed too often and is left alone for a moment`, false);
    }
    try {
      const answer = await sendOnce(request, { pool, reach });
      const status = answer.statusCode ?? 0;
      count(target, `${Math.floor(status / 100)}xx`);
      if (isAway(status)) target.breaker.failed();
      else target.breaker.succeeded();
      return answer;
    } catch (error) {
      const { kind } = error as NoAnswer;
      count(target, kind);
      // Whoever left, or asked for what nobody may ask for, says nothing about the target.
      if (kind !== 'gone' && kind !== 'refused') target.breaker.failed();
      throw error;
    }
  }

  return {
    async send(request) {
      const target = targetOf(request.url);
      const until = clock() + request.patience.whole;
      for (let attempt = 0; ; attempt++) {
        const wait = pause * 2 ** attempt * (0.5 + random());
        const mayRepeat = attempt < retries && clock() + wait < until && request.gone?.aborted !== true;
        try {
          const answer = await once(request, target);
          if (!mayRepeat || request.method !== 'GET' || !isAway(answer.statusCode ?? 0)) return answer;
          answer.destroy();
        } catch (error) {
          if (!mayRepeat || !isRepeatable(request, error as NoAnswer)) throw error;
        }
        target.retries += 1;
        await new Promise((done) => setTimeout(done, wait));
      }
    },
    figures: () => ({
      connections: pool.figures(),
      targets: [...targets].map(([target, { breaker, outcomes, retries: repeated }]) => ({
        target,
        breaker,
        outcomes,
        retries: repeated,
      })),
    }),
    close: pool.close,
  };
}

const count = ({ outcomes }: Target, outcome: string): Map<string, number> =>
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

/** Reads are; changes only as long as nothing of them was sent. Whoever waited in full does not wait again. */
const isRepeatable = ({ method }: OutgoingRequest, { kind, wasSent }: NoAnswer): boolean =>
  (kind === 'connect' || kind === 'broken') && (method === 'GET' || !wasSent);
