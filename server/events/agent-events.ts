import { randomUUID } from 'node:crypto';
import { type Event, EventType, type JsonPatch } from '@ag-ui/core';
import { createPatch } from 'rfc6902';
import type { JsonObject } from '#engine';
import { itself } from '../rollout/rollout.ts';
import type { ToldEvent } from './told-event.ts';

/** Longest text in one event; a longer one is told in several. */
const longest = 10_000;

/** Something said, as the events of one message. */
export function textMessage(text: string): readonly Event[] {
  const messageId = randomUUID();
  const parts = text.match(new RegExp(`[^]{1,${longest}}`, 'gu')) ?? [];
  return [
    { type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' },
    ...parts.map((delta): Event => ({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta })),
    { type: EventType.TEXT_MESSAGE_END, messageId },
  ];
}

/** From one state to the next; null when nothing changed. */
export function stateDelta(before: JsonObject, after: JsonObject): Event | null {
  const delta = createPatch(before, after) as JsonPatch;
  return delta.length === 0 ? null : { type: EventType.STATE_DELTA, delta };
}

/** What the server did without being asked by anybody: the agent's own acts, with what came of them. */
export function ownAct(event: ToldEvent): readonly Event[] {
  const { rollout, by, kind } = event;
  if (!rollout || by !== itself || !acts.has(kind)) return [];
  const args = { rollout: rollout.id, documentId: event.documentId, channel: event.channel, why: rollout.why };
  const { state, stage, step } = rollout;
  return toolCall(kind, args, JSON.stringify({ state, stage, step }));
}

/** Where the server is at its end and a person has to decide: offered by the tool the client brought for it. */
export function proposal({ kind, rollout, documentId, channel }: ToldEvent, tools: ReadonlySet<string>) {
  if (!rollout || kind !== 'rollout.frozen' || !tools.has(rollBack)) return [];
  return toolCall(rollBack, { rollout: rollout.id, documentId, channel, why: rollout.why }, null);
}

/** Name of the tool by which a client lets its person go back to the version before. */
export const rollBack = 'rollout.roll-back';

const acts: ReadonlySet<string> = new Set(['rollout.step', 'rollout.aborted', 'rollout.rolled-back', 'rollout.done']);

/** `result` null: the client calls it. */
function toolCall(toolCallName: string, args: JsonObject, result: string | null): readonly Event[] {
  const toolCallId = randomUUID();
  return [
    { type: EventType.TOOL_CALL_START, toolCallId, toolCallName },
    { type: EventType.TOOL_CALL_ARGS, toolCallId, delta: JSON.stringify(args) },
    { type: EventType.TOOL_CALL_END, toolCallId },
    ...(result === null
      ? []
      : [
          {
            type: EventType.TOOL_CALL_RESULT,
            messageId: randomUUID(),
            toolCallId,
            content: result,
            role: 'tool',
          } satisfies Event,
        ]),
  ];
}
