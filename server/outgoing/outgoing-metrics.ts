import type { Exposition } from '../observability/prometheus.ts';
import type { Outgoing } from './outgoing.ts';

/** How the server fares with those it asks, by what it asks them for. */
export function writeOutgoing(
  out: Exposition,
  clients: Readonly<Record<string, Pick<Outgoing, 'figures'>>>,
  kept: { readonly used: number; readonly bytes: number } = { used: 0, bytes: 0 },
): void {
  const all = Object.entries(clients).map(([use, client]) => [use, client.figures()] as const);
  const targets = all.flatMap(([use, { targets: some }]) => some.map((one) => ({ use, ...one })));
  out.counter('source_answers_stale_total', 'Earlier answers that stood in for a source.', [{}, kept.used]);
  out.gauge('source_answers_kept_bytes', 'Answers kept for that.', [{}, kept.bytes]);
  out.gauge(
    'outgoing_connections',
    'Connections to others; those at rest, and requests that wait for one.',
    ...all.flatMap(([use, { connections }]) =>
      Object.entries(connections).map(([state, count]) => [{ use, state }, count] as const),
    ),
  );
  out.counter(
    'outgoing_requests_total',
    'Requests to others, by what came of them.',
    ...targets.flatMap(({ use, target, outcomes }) =>
      [...outcomes].map(([outcome, count]) => [{ use, target, outcome }, count] as const),
    ),
  );
  out.counter(
    'outgoing_retries_total',
    'Requests sent again.',
    ...targets.map(({ use, target, retries }) => [{ use, target }, retries] as const),
  );
  out.gauge(
    'outgoing_breaker',
    '1 for the state it is in; open: the target is left alone.',
    ...targets.flatMap(({ use, target, breaker }) =>
      (['closed', 'half-open', 'open'] as const).map(
        (state) => [{ use, target, state }, Number(breaker.state === state)] as const,
      ),
    ),
  );
  out.counter(
    'outgoing_breaker_opened_total',
    'Times it opened.',
    ...targets.map(({ use, target, breaker }) => [{ use, target }, breaker.opened] as const),
  );
}
