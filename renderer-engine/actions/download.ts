import type { JsonObject } from '../document/types.ts';
import type { ActionAnswer } from '../engine.ts';
import type { ActionCode } from '../program.ts';
import type { Acting } from './acting.ts';
import { type ActionFailure, runActions } from './run-actions.ts';
import { runOf } from './run-of.ts';

/** A file that the host is to send: the same checks as for a call, which the host then makes itself (language.md 4.3). */
export async function download(
  acting: Acting,
  { call = '' }: ActionCode,
  args: JsonObject,
): Promise<Extract<ActionAnswer, { kind: 'download' }> | ActionFailure> {
  const { calls = {} } = (acting.tools.manifests.calls ?? {}) as {
    readonly calls?: Readonly<Record<string, JsonObject>>;
  };
  const known = Object.hasOwn(calls, call) ? calls[call]! : {};
  // A request by GET may come from anywhere, so only what has no effect is answered (UI5105).
  if (known['safe'] !== true) return { kind: 'scope' };
  let sent: JsonObject = {};
  const run = runOf(acting, null);
  const host = {
    ...run.host,
    call: async (_: string, all: JsonObject) => {
      sent = all;
      return { ok: true, result: null } as const;
    },
  };
  const { failure } = await runActions([{ do: 'request', call }], { ...run, host }, args);
  return failure ?? { kind: 'download', call, args: sent };
}
