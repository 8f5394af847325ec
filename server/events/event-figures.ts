import { doubling, labelledHistograms } from '../observability/labelled-histograms.ts';
import type { Exposition } from '../observability/prometheus.ts';

/** Who is told of events: streams, agents' clients, webhooks. */
export type Teller = 'stream' | 'ag-ui' | 'webhook';
/** What becomes of an event for one of them. */
export type EventStatus = 'sent' | 'limited' | 'failed' | 'dead';

/** Events as they are told, and the streams they are told by. */
export interface EventFigures {
  /** `type`: one of a fixed set, e.g. a kind of event. */
  told(type: string, by: Teller, status: EventStatus, seconds: number): void;
  /** A stream begins; call what it answers with why it ended. */
  streaming(by: Teller): (ended: string) => void;
  /** Streams that are open now. */
  readonly open: number;
  write(out: Exposition): void;
}

export function newEventFigures(): EventFigures {
  const counts = new Map<string, number>();
  const durations = labelledHistograms(doubling(0.0001, 20));
  const open: Record<Teller, number> = { stream: 0, 'ag-ui': 0, webhook: 0 };
  const ends = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  return {
    told(type, by, status, seconds) {
      add(counts, `${type} ${by} ${status}`);
      durations.add({ event_type: type }, seconds);
    },
    streaming(by) {
      open[by] += 1;
      return (ended) => {
        open[by] -= 1;
        add(ends, `${by} ${ended}`);
      };
    },
    get open() {
      return open.stream + open['ag-ui'];
    },
    write(out) {
      const labelled = (map: Map<string, number>, ...names: readonly string[]) =>
        [...map].map(([key, count]) => {
          const words = key.split(' ');
          return [Object.fromEntries(names.map((name, at) => [name, words[at] ?? ''])), count] as const;
        });
      out.counter(
        'events_processed_total',
        'Events told, by type, to whom, and what came of it.',
        ...labelled(counts, 'event_type', 'agent', 'status'),
      );
      out.histogram('event_processing_seconds', 'Time it took to tell one.', ...durations.samples());
      out.gauge(
        'event_streams_open',
        'Streams that are open.',
        [{ agent: 'stream' }, open.stream],
        [{ agent: 'ag-ui' }, open['ag-ui']],
      );
      out.counter('event_streams_ended_total', 'Streams that ended, and why.', ...labelled(ends, 'agent', 'reason'));
    },
  };
}
