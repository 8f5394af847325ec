import type { ComponentMetrics } from './component-metrics.ts';

export type HealthState = 'healthy' | 'degraded' | 'unhealthy';

/** One thing that was looked at. */
export interface HealthCheck {
  readonly name: string;
  readonly state: HealthState;
  /** What was found, as a sentence. */
  readonly message: string;
}

/** The worst of its checks. */
export interface Health {
  readonly state: HealthState;
  readonly checks: readonly HealthCheck[];
  /** When it was looked at, in milliseconds since 1970. */
  readonly at: number;
}

/** From where on a component is degraded, and unhealthy. */
export interface HealthThresholds {
  /** Share of instances that fail. */
  readonly errorRate: readonly [degraded: number, unhealthy: number];
  /** Milliseconds of one instance on average. */
  readonly mean: readonly [degraded: number, unhealthy: number];
  /** Bytes of one instance on average. */
  readonly bytes: readonly [degraded: number, unhealthy: number];
}

export const defaultThresholds: HealthThresholds = {
  errorRate: [0, 0.1],
  mean: [10, 50],
  bytes: [256 * 1024, 1024 * 1024],
};

const order: readonly HealthState[] = ['healthy', 'degraded', 'unhealthy'];

export const healthOf = (checks: readonly HealthCheck[], at: number): Health => ({
  state: order[Math.max(0, ...checks.map(({ state }) => order.indexOf(state)))] ?? 'healthy',
  checks,
  at,
});

/** The first renders of a process are slow whatever is rendered; time is judged from this many measured ones on. */
const settledRenders = 5;

/** How a type fares in renders; `every`: one of so many of them was measured. */
export function renderChecks(
  metrics: ComponentMetrics,
  every: number,
  thresholds: HealthThresholds = defaultThresholds,
): readonly HealthCheck[] {
  const { renders, errors, overLimit, lastError, mean, max, bytes } = metrics;
  const rate = errors === 0 ? 0 : errors / Math.max(errors, renders * every);
  const limits = overLimit > 0 ? `, ${overLimit} of them over a limit` : '';
  const failed = `${errors} failed${limits}; the last with ${lastError?.code ?? 'no code'}.`;
  return [
    check('errors', rate, thresholds.errorRate, errors === 0 ? 'None failed.' : failed),
    check(
      'time',
      renders < settledRenders ? 0 : mean,
      thresholds.mean,
      `${mean.toFixed(2)} ms on average, ${max.toFixed(2)} ms at most.`,
    ),
    check('size', bytes, thresholds.bytes, `${bytes.toLocaleString('en')} bytes on average.`),
  ];
}

/** Of a type alone, whatever there is to say of its definition. `at`: milliseconds since 1970. */
export const componentHealth = (metrics: ComponentMetrics, every: number, at: number): Health =>
  healthOf(renderChecks(metrics, every), at);

const check = (name: string, value: number, [some, many]: readonly [number, number], message: string): HealthCheck => ({
  name,
  state: value > many ? 'unhealthy' : value > some ? 'degraded' : 'healthy',
  message,
});
