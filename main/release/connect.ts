import { fail, ok, type Reply, type Request } from '#contract';
import type { Context } from '../context.ts';
import { approvalKey } from '../reviews/approval-key.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { tokenAccess } from './ask-server.ts';
import { serverAddress } from './server-address.ts';
import { serverClient } from './server-client.ts';
import { keepToken, noteConnected, rememberServer } from './server-connection.ts';
import { statusOf } from './server-status.ts';

/** Tries address and token, registers this person's key, and remembers all of it only when that worked. */
export async function connect(
  context: Context,
  { store }: OpenProject,
  request: Request<'server.connect'>,
): Promise<Reply<'server.connect'>> {
  const { keychain, settings, now } = context;
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const address = serverAddress(request.url);
  if (!address.ok) return address;
  const url = address.value;
  const token = request.token.trim();
  const client = serverClient({ url, access: tokenAccess(token) });
  const live = await client.live();
  if (!live.ok) return live;
  const person = settings.read().author;
  const key = approvalKey(keychain, person);
  if (!key.ok) return fail('project/unwritable', `Your approval key could not be stored. ${key.failure.message}`);
  const registered = await client.registerKey(person, key.value.publicKey);
  if (!registered.ok) return registered;

  const kept = keepToken(keychain, url, token);
  if (!kept.ok) return fail('project/unwritable', `The token could not be stored. ${kept.failure.message}`);
  rememberServer(store, url, key.value.id, false);
  noteConnected(store, { at: now().toISOString(), who: person, url, keyId: key.value.id });
  return ok(await statusOf(context, store, { url, client, person: null }));
}
