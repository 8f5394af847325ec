import { type Event, EventType, PROTOCOL_VERSION } from '@ag-ui/core';
import type { JsonObject } from '#engine';
import type { LiveRelease } from '../schemas/live-release.ts';
import { ownAct, proposal, stateDelta, textMessage } from './agent-events.ts';
import { type AgentInput, lastWords } from './agent-input.ts';
import type { EventFigures, EventStatus } from './event-figures.ts';
import { nothingWhileAway } from './event-stream.ts';
import { atOnce } from './feed.ts';
import { type End, endOf, ends, type Limited, mostBehind, type Reader, stateSince } from './reader.ts';
import { sentenceOf, toldEvent } from './told-event.ts';

/**
 * One run of AG-UI 1.0: the state, what it is in words, and, for who follows, everything that happens from there on:
 * each change of the state as a patch, in words, and what the server does by itself as calls of its tools. Signs of life
 * are null. Like `eventStream` it is made as it is read.
 */
export async function* agentRun(
  reader: Reader,
  input: AgentInput,
  figures: Pick<EventFigures, 'told'>,
  ended: (why: End) => void,
): AsyncGenerator<Event | null> {
  const { feed, gone, closing, clock } = reader;
  const { threadId, runId } = input;
  const woken = AbortSignal.any([gone, closing]);
  const tools = new Set((input.tools ?? []).map(({ name }) => name));
  const told = (event: Event, status: EventStatus, since: number): void =>
    figures.told(event.type, 'ag-ui', status, (clock() - since) / 1_000);

  yield* send([{ type: EventType.RUN_STARTED, threadId, runId, protocolVersion: PROTOCOL_VERSION }]);
  const first = await reader.readState();
  let { seq, state: sent } = first;
  yield* send([{ type: EventType.STATE_SNAPSHOT, snapshot: sent }, ...textMessage(inWords(sent, lastWords(input)))]);
  if (input.forwardedProps?.follow !== true) {
    yield* finish();
    return;
  }

  /** The state has changed, and may not be told yet. */
  let isOwed = false;
  let unsaid = 0;
  for (let rested = clock(); !gone.aborted; ) {
    if (closing.aborted) {
      ended('closing');
      yield* finish();
      return;
    }
    if (clock() - rested >= reader.heartbeat) {
      rested = clock();
      const why = await endOf(reader);
      if (why) return yield* fail(why);
      yield null;
    }
    const heard = feed.rings;
    const events = await feed.after(seq).catch(nothingWhileAway);
    if (events.length === 0 && !isOwed) {
      await feed.news(heard, Math.max(1, reader.heartbeat - (clock() - rested)), woken);
      continue;
    }
    if (events.length === atOnce && (await feed.last()) - seq > mostBehind) return yield* fail('slow');
    for (const row of events) {
      const event = toldEvent(row);
      seq = row.seq;
      yield* say(sentenceOf(event));
      for (const call of [ownAct(event), proposal(event, tools)]) yield* limited('tool', call);
    }
    // What is not told now is in the next patch: it leads from what was told to what is.
    const start = clock();
    const { state } = await stateSince(seq, reader.readState);
    const delta = stateDelta(sent, state);
    const wait = delta ? await reader.take('state') : 0;
    if (delta && wait === 0) {
      told(delta, 'sent', start);
      yield delta;
      sent = state;
    } else if (delta) {
      if (!isOwed) told(delta, 'limited', start);
      await feed.news(heard, wait, woken);
    }
    isOwed = wait > 0;
  }

  async function* send(events: readonly Event[]): AsyncGenerator<Event> {
    for (const event of events) {
      told(event, 'sent', clock());
      yield event;
    }
  }

  /** All of them or none; whether they were sent. */
  async function* limited(type: Limited, events: readonly Event[]): AsyncGenerator<Event, boolean> {
    const [head] = events;
    if (!head) return false;
    const start = clock();
    if ((await reader.take(type)) > 0) {
      told(head, 'limited', start);
      return false;
    }
    yield* send(events);
    return true;
  }

  async function* say(sentence: string): AsyncGenerator<Event> {
    const more = unsaid === 0 ? '' : ` (${unsaid} more things happened before.)`;
    if (yield* limited('text', textMessage(sentence + more))) unsaid = 0;
    else unsaid += 1;
  }

  async function* finish(): AsyncGenerator<Event> {
    yield* send([{ type: EventType.RUN_FINISHED, threadId, runId, outcome: { type: 'success' } }]);
  }

  async function* fail(why: End): AsyncGenerator<Event> {
    ended(why);
    yield* send([{ type: EventType.RUN_ERROR, message: ends[why], code: why }]);
  }
}

/** Documents that are named in one sentence. */
const mostNamed = 20;

/** What is live, of the documents somebody asked about, or of all. */
function inWords({ live, rollouts }: JsonObject, question: string): string {
  const releases = Object.values(live as unknown as Readonly<Record<string, LiveRelease>>);
  const asked = releases.filter(({ documentId }) => question.includes(documentId));
  const meant = asked.length > 0 ? asked : releases;
  const open = Object.values(rollouts as unknown as Readonly<Record<string, { endedAt: string | null }>>);
  const running = open.filter(({ endedAt }) => endedAt === null).length;
  const under = running === 0 ? 'No rollout is under way.' : `Rollouts under way: ${running}.`;
  if (meant.length === 0) return `Nothing is live yet. ${under}`;
  const named = meant.slice(0, mostNamed).map((one) => `${one.documentId} ${one.semver} in ${one.channel}`);
  const more = meant.length > mostNamed ? `, and ${meant.length - mostNamed} more` : '';
  return `Live: ${named.join(', ')}${more}. ${under}`;
}
