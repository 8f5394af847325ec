import { atOnce, type Feed } from '../events/feed.ts';
import type { Reader } from '../events/reader.ts';
import type { VersionedEvent } from '../storage/index.ts';

/** Events in memory, and who reads them; `state` is what a snapshot shows. */
export function testReader(changes: Partial<Reader> = {}) {
  const rows: VersionedEvent[] = [];
  const waiting = new Set<() => void>();
  let rings = 0;
  const leaving = new AbortController();
  const closing = new AbortController();
  const feed: Feed & { away: boolean; add(event?: Partial<VersionedEvent>): void } = {
    away: false,
    add(event = {}) {
      const seq = rows.length + 1;
      rows.push({
        seq,
        id: `event-${seq}`,
        kind: 'live',
        document_id: 'acme/greeting',
        release_hash: 'sha256-x',
        channel: 'production',
        at: '2026-01-01T00:00:00.000Z',
        detail: '{"by":"Ada"}',
        correlation: '',
        traceparent: '',
        version: `1.${seq}.0`,
        ...event,
      });
      this.rang();
    },
    async after(seq) {
      if (this.away) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      return rows.slice(seq, seq + atOnce);
    },
    find: async (id) => rows.find((row) => row.id === id)?.seq ?? null,
    last: async () => rows.length,
    get rings() {
      return rings;
    },
    news: (heard, milliseconds, gone) =>
      new Promise((resolve) => {
        if (rings > heard || gone.aborted) return resolve();
        waiting.add(resolve);
        gone.addEventListener('abort', () => resolve());
        // Nobody waits here for a limit to be over.
        if (milliseconds < 1_000) setImmediate(resolve);
      }),
    rang() {
      rings += 1;
      for (const wake of waiting) wake();
      waiting.clear();
    },
  };
  const reader: Reader = {
    feed,
    readState: async () => ({ seq: rows.length, id: rows.at(-1)?.id ?? null, state: { live: {}, rollouts: {} } }),
    heartbeat: 3_600_000,
    mayStill: async () => true,
    take: async () => 0,
    gone: leaving.signal,
    closing: closing.signal,
    clock: () => 0,
    ...changes,
  };
  return { feed, reader, leave: () => leaving.abort(), close: () => closing.abort() };
}
