import { fail, ok, type Reply, type Request, type Result } from '#contract';
import { keyProofText } from '#engine';
import type { Context } from '../context.ts';
import { type ApprovalKey, approvalKey, forgetApprovalKey } from '../reviews/approval-key.ts';
import type { Store } from '../store/open-store.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { askServer, garbage, refusalCode, type ServerFailure } from './ask-server.ts';
import { personAccess, readTokens, writeSession } from './person-session.ts';
import { serverAddress } from './server-address.ts';
import { type ServerClient, serverClient } from './server-client.ts';
import {
  type Connection,
  connectionOf,
  forgetAccess,
  noteConnected,
  rememberedServer,
  rememberServer,
} from './server-connection.ts';
import { clockProblem, statusOf } from './server-status.ts';

/** Signs a person in, keeps their session in the keychain, and registers their own approval key. */
export async function signIn(
  context: Context,
  { store }: OpenProject,
  request: Request<'server.sign-in'>,
): Promise<Reply<'server.sign-in'>> {
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const address = serverAddress(request.url);
  if (!address.ok) return address;
  const url = address.value;
  const { name, password, code } = request;
  const asker = askServer({ url, access: null });
  const given = { name: name.trim(), password, ...(code.trim() === '' ? {} : { code: code.trim() }) };
  const answer = await asker.ask('POST', '/api/v1/sign-in', given);
  if (!answer.ok) return notSignedIn(answer.failure, asker.ahead());
  const tokens = readTokens(answer.value, asker.ahead());
  if (!tokens) return garbage(url);

  const { keychain, now } = context;
  const started = serverClient({
    url,
    access: { by: 'person', token: async () => ok(tokens.accessToken), renewed: async (token) => ok(token) },
  });
  const me = await started.me();
  if (!me.ok) return me;
  const person = { id: me.value.id, name: me.value.name };
  const key = approvalKey(keychain, person.name);
  if (!key.ok) return fail('project/unwritable', `Your approval key could not be stored. ${key.failure.message}`);
  const mayApprove = me.value.permissions.includes('approvals:write');
  const registered = mayApprove ? await register(started, person.id, key.value) : ok(null);
  if (!registered.ok) {
    // Nobody stays signed in there whom this program does not know of.
    await started.ask('POST', '/api/v1/sign-out');
    return refusalCode(registered.failure) === 'key/taken' ? keyTaken(registered.failure) : registered;
  }
  forgetAccess(keychain, url);
  const kept = writeSession(keychain, url, { ...person, ...tokens });
  if (!kept.ok) return fail('project/unwritable', `Your session could not be stored. ${kept.failure.message}`);
  rememberServer(store, url, key.value.id, true);
  noteConnected(store, { at: now().toISOString(), who: person.name, url, keyId: key.value.id });
  const client = serverClient({ url, access: personAccess(keychain, url) });
  return ok(await statusOf(context, store, { url, client, person }));
}

/** Ends the session; without the server it ends there by itself. */
export async function signOut({ keychain }: Context, { store }: OpenProject): Promise<Reply<'server.sign-out'>> {
  const url = rememberedServer(store)?.url;
  if (!url) return fail('release/not-configured', 'No server is set for this project.');
  const told = await connectionOf({ keychain }, store)?.client.ask('POST', '/api/v1/sign-out');
  forgetAccess(keychain, url);
  const isOpen = told?.ok === false && told.failure.code === 'release/server-unreachable';
  return ok({
    note: isOpen
      ? 'You are signed out here. The server could not be told: there your session ends within a week.'
      : null,
  });
}

export async function changePassword(
  context: Context,
  { store }: OpenProject,
  { current, next }: Request<'server.change-password'>,
): Promise<Reply<'server.change-password'>> {
  const connection = signedIn(context, store);
  if (!connection.ok) return connection;
  const changed = await connection.value.client.ask('POST', '/api/v1/me/password', { current, next });
  return changed.ok ? ok(await statusOf(context, store, connection.value)) : changed;
}

/** A key that others may have seen is revoked for good, and the person gets another one. */
export async function replaceKey(context: Context, { store }: OpenProject): Promise<Reply<'server.replace-key'>> {
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const connection = signedIn(context, store);
  if (!connection.ok) return connection;
  const { client, person, url } = connection.value;
  const { keychain } = context;
  const old = approvalKey(keychain, person.name);
  if (!old.ok) return fail('project/unwritable', `Your approval key could not be read. ${old.failure.message}`);
  const revoked = await client.revokeOwnKey(old.value.id);
  if (!revoked.ok && refusalCode(revoked.failure) !== 'key/not-found') return revoked;
  forgetApprovalKey(keychain, person.name);
  const key = approvalKey(keychain, person.name);
  if (!key.ok) return fail('project/unwritable', `Your approval key could not be stored. ${key.failure.message}`);
  const registered = await register(client, person.id, key.value);
  if (!registered.ok) return registered;
  rememberServer(store, url, key.value.id, true);
  return ok(await statusOf(context, store, connection.value));
}

type PersonConnection = Connection & { readonly person: { readonly id: string; readonly name: string } };

function signedIn(context: Context, store: Store): Result<PersonConnection, ReturnType<typeof nobody>['failure']> {
  const connection = connectionOf(context, store);
  return connection?.person ? ok({ ...connection, person: connection.person }) : nobody();
}

const nobody = () => fail('release/signed-out', 'Nobody is signed in at this server. Sign in first.');

const register = (client: ServerClient, personId: string, { id, publicKey, sign }: ApprovalKey) =>
  client.registerOwnKey(publicKey, sign(keyProofText(personId, id)));

const keyTaken = ({ details }: ServerFailure) =>
  fail(
    'release/key-taken',
    'Your approval key on this machine was revoked, or is registered for somebody else. Ask an administrator, then sign in again.',
    details,
  );

/** Why nobody was signed in, for the person who tried. */
function notSignedIn(failure: ServerFailure, ahead: number | null) {
  const clock = clockProblem(ahead);
  switch (refusalCode(failure)) {
    case 'auth/wrong':
      return fail('release/wrong-credentials', 'Name and password do not fit together, or the account is disabled.');
    case 'auth/code-needed':
      return fail('release/code-needed', 'This account has a second factor. Type a code of it, or a recovery code.');
    case 'auth/wrong-code':
      return fail(
        'release/wrong-code',
        `This code does not count: it is mistyped, too old, or was used before.${clock ? ` ${clock}` : ''}`,
      );
    default:
      return { ok: false, failure } as const;
  }
}
