import { isAway } from '../storage/index.ts';
import type { EventFigures } from './event-figures.ts';
import { atOnce } from './feed.ts';
import { type End, endOf, ends, mostBehind, type Reader, stateSince } from './reader.ts';
import { heartbeat, message, retryAfter } from './sse.ts';
import { toldEvent } from './told-event.ts';

/** Why somebody is sent everything that is so now. */
const snapshots = {
  start: 'What is live now. What happens from here on follows.',
  gone: 'The event you had last is not kept any more, or is none of this server. This is what is live now.',
  far: 'More happened since than is told one by one. This is what is live now.',
  many: 'More happens than is told one by one. This is what is live now.',
} as const;

/**
 * Everything that happens, as messages of an event stream: what a reader missed since `lastId`, then what is new, and
 * every so often a sign of life. It is made as it is read, so that a slow reader keeps nothing waiting in memory.
 */
export async function* eventStream(
  reader: Reader,
  lastId: string | null,
  figures: Pick<EventFigures, 'told'>,
  ended: (why: End) => void,
): AsyncGenerator<string> {
  const { feed, gone, closing, take, clock } = reader;
  const woken = AbortSignal.any([gone, closing]);
  const known = lastId === null ? null : await feed.find(lastId);
  // What happened before somebody connected is told as it was, however much it is.
  const before = await feed.last();
  let seq = known ?? 0;
  yield retryAfter;
  if (known === null) yield* snapshot(lastId === null ? 'start' : 'gone');
  else if (before - known > mostBehind) yield* snapshot('far');

  for (let rested = clock(); !gone.aborted; ) {
    if (closing.aborted) return yield* end('closing');
    if (clock() - rested >= reader.heartbeat) {
      rested = clock();
      const why = await endOf(reader);
      if (why) return yield* end(why);
      yield heartbeat;
    }
    const heard = feed.rings;
    const events = await feed.after(seq).catch(nothingWhileAway);
    if (events.length === 0) {
      await feed.news(heard, Math.max(1, reader.heartbeat - (clock() - rested)), woken);
      continue;
    }
    if (events.length === atOnce && (await feed.last()) - Math.max(seq, before) > mostBehind) return yield* end('slow');
    for (const event of events) {
      const start = clock();
      const told = toldEvent(event);
      const wait = event.seq <= before ? 0 : await take('state');
      if (wait > 0) {
        figures.told(told.kind, 'stream', 'limited', (clock() - start) / 1_000);
        await feed.news(Number.POSITIVE_INFINITY, wait, woken);
        if (!woken.aborted) yield* snapshot('many');
        break;
      }
      seq = event.seq;
      figures.told(told.kind, 'stream', 'sent', (clock() - start) / 1_000);
      yield message(told.kind, told.id, told);
    }
  }

  async function* snapshot(reason: keyof typeof snapshots): AsyncGenerator<string> {
    const state = await stateSince(seq, reader.readState);
    seq = state.seq;
    yield message('snapshot', state.id, { reason, message: snapshots[reason], state: state.state });
  }

  async function* end(reason: End): AsyncGenerator<string> {
    ended(reason);
    yield message('end', null, { reason, message: ends[reason] });
  }
}

/** A database that is away comes back; until then nothing happens that anybody could be told of. */
export function nothingWhileAway(error: unknown): readonly [] {
  if (isAway(error)) return [];
  throw error;
}
