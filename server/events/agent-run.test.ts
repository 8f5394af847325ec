import { isDeepStrictEqual } from 'node:util';
import { type Event, EventType, type RunAgentInput } from '@ag-ui/core';
import { EventSchema, RunAgentInputSchema } from '@ag-ui/core/schemas';
import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#engine';
import { testReader } from '../testing/event-feed.ts';
import { type AgentInput, agentInput, lastWords } from './agent-input.ts';
import { agentRun } from './agent-run.ts';

const silent = { told: () => undefined };
const input: AgentInput = { threadId: 'thread', runId: 'run', messages: [] };
const following: AgentInput = { ...input, forwardedProps: { follow: true } };

const rolloutEvent = (kind: string, by: string, more: object = {}) => ({
  kind: `rollout.${kind}` as never,
  detail: JSON.stringify({
    rollout: 'r1',
    by,
    why: 'Because.',
    epoch: 3,
    state: 'running',
    stage: 'steps',
    step: 2,
    ...more,
  }),
});

/** All events until the run is over. */
async function all(run: AsyncGenerator<Event | null>): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const event of run) if (event) events.push(event);
  return events;
}

/** What was said, and the calls of tools, without ids that nobody chose. */
const told = (events: readonly Event[]): readonly unknown[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case EventType.TEXT_MESSAGE_CONTENT:
        return [event.delta];
      case EventType.TOOL_CALL_START:
        return [`call ${event.toolCallName}`];
      case EventType.TOOL_CALL_ARGS:
        return [JSON.parse(event.delta)];
      case EventType.TOOL_CALL_RESULT:
        return [`result ${event.content as string}`];
      default:
        return [];
    }
  });

/** Every type of event the server has a use for. */
const sent: ReadonlySet<EventType> = new Set([
  EventType.RUN_STARTED,
  EventType.RUN_FINISHED,
  EventType.RUN_ERROR,
  EventType.STATE_SNAPSHOT,
  EventType.STATE_DELTA,
  EventType.TEXT_MESSAGE_START,
  EventType.TEXT_MESSAGE_CONTENT,
  EventType.TEXT_MESSAGE_END,
  EventType.TOOL_CALL_START,
  EventType.TOOL_CALL_ARGS,
  EventType.TOOL_CALL_END,
  EventType.TOOL_CALL_RESULT,
]);

describe('an AG-UI run (P6)', () => {
  it('tells the state, says it in words, and is finished', async () => {
    const state = {
      live: {
        'production acme/orders': { documentId: 'acme/orders', semver: '1.2.0', channel: 'production' },
        'production acme/home': { documentId: 'acme/home', semver: '3.0.0', channel: 'production' },
      },
      rollouts: { r1: { endedAt: null } },
    };
    const { reader } = testReader({ readState: async () => ({ seq: 0, id: null, state }) });
    const events = await all(agentRun(reader, input, silent, () => undefined));
    expect(events.map(({ type }) => type)).toEqual([
      'RUN_STARTED',
      'STATE_SNAPSHOT',
      'TEXT_MESSAGE_START',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_END',
      'RUN_FINISHED',
    ]);
    expect(events[0]).toEqual({ type: 'RUN_STARTED', threadId: 'thread', runId: 'run', protocolVersion: '1.0' });
    expect(events[1]).toEqual({ type: 'STATE_SNAPSHOT', snapshot: state });
    expect(told(events)).toEqual([
      'Live: acme/orders 1.2.0 in production, acme/home 3.0.0 in production. Rollouts under way: 1.',
    ]);
    const asked = { ...input, messages: [{ id: 'm', role: 'user', content: 'How is acme/home?' }] };
    expect(told(await all(agentRun(reader, asked, silent, () => undefined)))).toEqual([
      'Live: acme/home 3.0.0 in production. Rollouts under way: 1.',
    ]);
  });

  it('tells what people do in words, and what the server does by itself as calls of tools with their results', async () => {
    const rollout = 'The rollout of acme/greeting';
    const open = testReader();
    const second = agentRun(open.reader, following, silent, () => undefined);
    for (let at = 0; at < 5; at++) await second.next();
    open.feed.add(rolloutEvent('paused', 'Grace'));
    open.feed.add(rolloutEvent('aborted', 'server', { state: 'aborted' }));
    const heard: Event[] = [];
    for (let at = 0; at < 10; at++) heard.push((await second.next()).value as Event);
    expect(told(heard)).toEqual([
      `${rollout} 1.1.0 in production was paused (Grace). Because.`,
      `${rollout} 1.2.0 in production was aborted (server). Because.`,
      'call rollout.aborted',
      { rollout: 'r1', documentId: 'acme/greeting', channel: 'production', why: 'Because.' },
      'result {"state":"aborted","stage":"steps","step":2}',
    ]);
    open.close();
    expect((await all(second)).at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
  });

  it('offers the way back by the tool its client brought, when the server is at its end', async () => {
    const offering = (tools: AgentInput['tools']) => async (): Promise<readonly unknown[]> => {
      const { feed, reader, leave } = testReader();
      const run = agentRun(reader, { ...following, tools: tools! }, silent, () => undefined);
      for (let at = 0; at < 5; at++) await run.next();
      feed.add(rolloutEvent('frozen', 'server', { state: 'frozen' }));
      const heard: Event[] = [];
      for (let at = 0; at < (tools?.length ? 6 : 3); at++) heard.push((await run.next()).value as Event);
      leave();
      await run.return(undefined);
      return told(heard).slice(1);
    };
    expect(await offering([])()).toEqual([]);
    expect(await offering([{ name: 'rollout.roll-back' }])()).toEqual([
      'call rollout.roll-back',
      { rollout: 'r1', documentId: 'acme/greeting', channel: 'production', why: 'Because.' },
    ]);
  });

  it('leaves out what is said too often, says how much that was, and cuts what is long into several events (S7)', async () => {
    const takes = [1, 1, 0];
    const { feed, reader, leave } = testReader({
      take: async (type) => (type === 'text' ? (takes.shift() ?? 0) : 0),
    });
    const run = agentRun(reader, following, silent, () => undefined);
    for (let at = 0; at < 5; at++) await run.next();
    for (let at = 0; at < 3; at++) feed.add(rolloutEvent('paused', 'Grace', { why: 'x'.repeat(12_000) }));
    const heard: Event[] = [];
    for (let at = 0; at < 4; at++) heard.push((await run.next()).value as Event);
    const parts = told(heard) as string[];
    expect(parts.map((part) => part.length <= 10_000)).toEqual([true, true]);
    expect(parts.join('')).toMatch(
      /1\.3\.0 in production was paused \(Grace\)\. x{12000} \(2 more things happened before\.\)$/,
    );
    leave();
    await run.return(undefined);
  });

  it('sends nothing that the schemas of AG-UI do not take as it is', async () => {
    const states = [
      { live: {}, rollouts: {} },
      { live: { 'production acme/x': null }, rollouts: {} },
    ];
    const { feed, reader } = testReader({
      readState: async () => ({ seq: feed.rings, id: null, state: states[Math.min(1, feed.rings)]! }),
      heartbeat: 0,
      // Signed out once everything below was told.
      mayStill: async () => heard.at(-1)?.type !== EventType.STATE_DELTA,
    });
    const heard: Event[] = [];
    const tools = [{ name: 'rollout.roll-back' }];
    for await (const event of agentRun(reader, { ...following, tools }, silent, () => undefined)) {
      if (event) heard.push(event);
      if (event?.type !== EventType.TEXT_MESSAGE_END || feed.rings > 0) continue;
      feed.add(rolloutEvent('frozen', 'server', { state: 'frozen' }));
      feed.add(rolloutEvent('aborted', 'server', { state: 'aborted' }));
    }
    heard.push(...(await all(agentRun(testReader().reader, input, silent, () => undefined))));
    expect(new Set(heard.map(({ type }) => type))).toEqual(sent);
    for (const event of heard) {
      const read = EventSchema.parse(event);
      expect(read).toEqual(event);
    }
    const [error] = heard.filter(({ type }) => type === EventType.RUN_ERROR);
    expect(EventSchema.safeParse({ ...error, message: undefined }).success).toBe(false);
  });

  const value = fc.oneof(fc.integer(), fc.string({ maxLength: 4 }), fc.constant(null));
  const key = fc.constantFrom('a', 'b', 'a/b', '~', '', '__proto__x', 'production acme/x');
  const states = fc.array(fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)), { maxKeys: 5 }), {
    minLength: 2,
    maxLength: 8,
  });

  it('has told exactly the state to who applied every patch, whatever was held back', async () => {
    const told = fc.asyncProperty(states, fc.array(fc.boolean(), { maxLength: 20 }), async (values, refusals) => {
      const all: JsonObject[] = values.map((more) => JSON.parse(JSON.stringify({ live: {}, rollouts: {}, more })));
      let at = 0;
      const { feed, reader, close } = testReader({
        readState: async () => ({ seq: feed.rings, id: null, state: all[at] ?? all.at(-1)! }),
        take: async (type) => (type === 'state' && !refusals.shift() ? 0 : 1),
      });
      let shown: JsonObject = {};
      for await (const event of agentRun(reader, following, silent, () => undefined)) {
        if (event?.type === EventType.STATE_SNAPSHOT) shown = structuredClone(event.snapshot) as JsonObject;
        else if (event?.type === EventType.STATE_DELTA)
          expect(applyPatch(shown, event.delta as never).every((one) => one === null)).toBe(true);
        else continue;
        expect(shown).toEqual(all[at] ?? all.at(-1));
        while (at < all.length && isDeepStrictEqual(all[at], shown)) at += 1;
        if (at === all.length) close();
        feed.add();
      }
      expect(shown).toEqual(all.at(-1));
    });
    await fc.assert(told, { numRuns: 150 });
  });
});

describe('what a client may ask for (P6)', () => {
  it('is what AG-UI says, within bounds', () => {
    const ours: AgentInput = {
      threadId: 't',
      runId: 'r',
      messages: [
        { id: 'm', role: 'user', content: [{ type: 'text', text: 'acme/orders' }] },
      ] as unknown as AgentInput['messages'],
    };
    // Whatever fits here is a run of the protocol.
    const theirs: Pick<RunAgentInput, 'threadId' | 'runId'> = ours;
    expect(RunAgentInputSchema.safeParse(ours).error).toBeUndefined();
    expect([theirs.runId, lastWords(ours)]).toEqual(['r', 'acme/orders']);
    expect(agentInput.required).toEqual(['threadId', 'runId', 'messages']);
  });
});
