/** Who is given the candidate while a step is in effect. */
export type Audience =
  /** So many of a hundred visitors, always the same ones; tenths count, hundredths too. */
  | { readonly kind: 'share'; readonly percent: number }
  /** Requests with this header, this cookie, or at the hosts of these tenants. */
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'cookie'; readonly name: string; readonly value: string }
  | { readonly kind: 'tenants'; readonly tenants: readonly string[] };

/** How a rollout goes on: a step after each interval, everybody at the end, then the watch. Seconds. */
export interface Plan {
  readonly kind: Strategy['kind'];
  /** In order; the last one is everybody. */
  readonly steps: readonly Audience[];
  /** How long each step but the last is in effect at least. */
  readonly interval: number;
  /** How long the candidate is watched once everybody has it. */
  readonly watch: number;
}

/** How it is asked for; everything that is left out has a default. */
export type Strategy =
  | {
      readonly kind: 'blue-green';
      readonly steps?: readonly number[];
      readonly interval?: number;
      readonly watch?: number;
    }
  /** To a few first, then to everybody. */
  | { readonly kind: 'canary'; readonly to?: Audience; readonly interval?: number; readonly watch?: number }
  /** So many of a hundred visitors more after each interval. */
  | { readonly kind: 'linear'; readonly by?: number; readonly interval?: number; readonly watch?: number };

const minute = 60;
/** Of a strategy that names none. */
const defaults = {
  'blue-green': { steps: [10, 25, 50, 75, 100], interval: 5 * minute },
  canary: { percent: 10, interval: 30 * minute },
  linear: { by: 10, interval: 5 * minute },
} as const;

/** `watch`: seconds, when the strategy does not say. */
export function planOf(strategy: Strategy, watch: number): Plan {
  const { kind, interval = defaults[kind].interval } = strategy;
  return { kind, steps: stepsOf(strategy), interval, watch: strategy.watch ?? watch };
}

function stepsOf(strategy: Strategy): readonly Audience[] {
  switch (strategy.kind) {
    case 'blue-green':
      return upToAll(strategy.steps ?? defaults['blue-green'].steps);
    case 'canary':
      return [strategy.to ?? share(defaults.canary.percent), share(100)];
    case 'linear': {
      const by = strategy.by ?? defaults.linear.by;
      return upToAll(Array.from({ length: Math.ceil(100 / by) }, (_, at) => Math.min(100, by * (at + 1))));
    }
  }
}

/** Each more than the one before, everybody last. */
const upToAll = (percents: readonly number[]): readonly Audience[] =>
  [...new Set([...percents, 100])].sort((a, b) => a - b).map(share);

const share = (percent: number): Audience => ({ kind: 'share', percent });
