import { fail, ok, type Reply, type ServerStatus } from '#contract';
import type { Context } from '../context.ts';
import { approvalKeyId } from '../reviews/approval-key.ts';
import type { Store } from '../store/open-store.ts';
import { sendApprovals } from './send-approvals.ts';
import { type Connection, connectionOf, rememberedServer, speaker } from './server-connection.ts';
import { shownPerson } from './server-person.ts';

/** What the server serves now, or why it cannot be asked. */
export async function serverStatus(context: Context, store: Store): Promise<Reply<'server.status'>> {
  const known = rememberedServer(store);
  if (!known)
    return fail('release/not-configured', 'No server is set for this project. Enter its address and sign in.');
  const connection = connectionOf(context, store);
  return ok(
    connection
      ? await statusOf(context, store, connection)
      : {
          url: known.url,
          reachable: false,
          problem: known.byPerson
            ? 'Nobody is signed in at this server. Sign in to publish.'
            : 'The token for this server is gone. Connect again.',
          clock: null,
          hasToken: false,
          person: null,
          keyRegistered: false,
          live: [],
          approvals: [],
          rules: null,
        },
  );
}

/** Asks a server what it serves, who we are to it, and who approved what. */
export async function statusOf(
  context: Context,
  store: Store,
  { url, client, person: session }: Connection,
): Promise<ServerStatus> {
  const live = await client.live();
  const keyId = approvalKeyId(context.keychain, speaker(context, store));
  const keys = rememberedServer(store)?.keys ?? [];
  const status = { url, keyRegistered: keyId !== null && keys.includes(keyId), clock: clockProblem(client.ahead()) };
  if (!live.ok)
    return {
      ...status,
      hasToken: live.failure.code !== 'release/signed-out',
      reachable: live.failure.code === 'release/unauthorized',
      problem: live.failure.message,
      person: null,
      live: [],
      approvals: [],
      rules: null,
    };
  const me = session ? await client.me() : null;
  let given = await client.approvals();
  if (given.ok && me?.ok && keyId !== null) {
    const sent = await sendApprovals(store, client, keyId, given.value.approvals);
    if (sent > 0) given = await client.approvals();
  }
  return {
    ...status,
    hasToken: true,
    reachable: true,
    problem: me && !me.ok ? me.failure.message : null,
    person: me?.ok ? shownPerson(me.value) : null,
    live: live.value,
    approvals: given.ok
      ? given.value.approvals
          .filter(({ counts }) => counts)
          .map(({ hash, approvedBy, approvedAt }) => ({ hash, by: approvedBy, at: approvedAt }))
      : [],
    rules: given.ok ? given.value.rules : null,
  };
}

/** Beyond it, codes of second factors stop to count. Milliseconds. */
const mostAhead = 120_000;

export function clockProblem(ahead: number | null): string | null {
  if (ahead === null || Math.abs(ahead) <= mostAhead) return null;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const side = ahead > 0 ? 'behind' : 'ahead of';
  return `The clock of this machine is ${minutes} minutes ${side} the server's. Set it right: codes of second factors and dates of approvals go by it.`;
}
