import { fail, ok, type Reply, type Request, type ServerStatus } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { approvalKey, approvalKeyId } from '../reviews/approval-key.ts';
import type { Store } from '../store/open-store.ts';
import { settingsIn } from '../store/project-settings.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { serverAddress } from './server-address.ts';
import { type ServerClient, serverClient } from './server-client.ts';

/** What a project remembers of its server; the token is in the keychain. */
interface Remembered {
  readonly url: string;
  /** Approval keys registered there. */
  readonly keys: readonly string[];
}

export interface Connection {
  readonly url: string;
  readonly client: ServerClient;
}

const tokenName = (url: string) => `server-token ${url}`;
const remembered = ({ database }: Store) => settingsIn(database).read<Remembered>('server');

/** The project's server, ready to be asked; null while none is set, or its token is gone. */
export function connectionOf({ keychain }: Pick<Context, 'keychain'>, store: Store): Connection | null {
  const url = remembered(store)?.url;
  const token = url ? keychain.read(tokenName(url)) : null;
  return url && token ? { url, client: serverClient({ url, token }) } : null;
}

/** Tries address and token, registers this person's key, and remembers all of it only when that worked. */
export async function connect(
  { keychain, settings, now }: Context,
  { store }: OpenProject,
  request: Request<'server.connect'>,
): Promise<Reply<'server.connect'>> {
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const address = serverAddress(request.url);
  if (!address.ok) return address;
  const url = address.value;
  const client = serverClient({ url, token: request.token.trim() });
  const live = await client.live();
  if (!live.ok) return live;
  const person = settings.read().author;
  const key = approvalKey(keychain, person);
  if (!key.ok) return fail('project/unwritable', `Your approval key could not be stored. ${key.failure.message}`);
  const registered = await client.registerKey(person, key.value.publicKey);
  if (!registered.ok) return registered;

  const kept = keychain.write(tokenName(url), request.token.trim());
  if (!kept.ok) return fail('project/unwritable', `The token could not be stored. ${kept.failure.message}`);
  const before = remembered(store);
  const keys = new Set(before?.url === url ? before.keys : []).add(key.value.id);
  settingsIn(store.database).write('server', { url, keys: [...keys] } satisfies Remembered);
  const at = now().toISOString();
  auditIn(store.database).append({
    at,
    who: person,
    what: 'server.connected',
    subject: url,
    details: { keyId: key.value.id },
  });
  return ok({ url, reachable: true, problem: null, hasToken: true, keyRegistered: true, live: live.value });
}

/** What the server serves now, or why it cannot be asked. */
export async function serverStatus(context: Context, store: Store): Promise<Reply<'server.status'>> {
  const known = remembered(store);
  if (!known)
    return fail('release/not-configured', 'No server is set for this project. Enter its address and your token.');
  const connection = connectionOf(context, store);
  const key = approvalKeyId(context.keychain, context.settings.read().author);
  const status = { url: known.url, keyRegistered: key !== null && known.keys.includes(key) };
  if (!connection) {
    return ok({
      ...status,
      reachable: false,
      hasToken: false,
      problem: 'The token for this server is gone. Connect again.',
      live: [],
    });
  }
  const live = await connection.client.live();
  return ok<ServerStatus>(
    live.ok
      ? { ...status, hasToken: true, reachable: true, problem: null, live: live.value }
      : {
          ...status,
          hasToken: true,
          reachable: live.failure.code === 'release/unauthorized',
          problem: live.failure.message,
          live: [],
        },
  );
}
