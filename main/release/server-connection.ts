import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import type { Store } from '../store/open-store.ts';
import { settingsIn } from '../store/project-settings.ts';
import { tokenAccess } from './ask-server.ts';
import { forgetSession, personAccess, readSession } from './person-session.ts';
import { type ServerClient, serverClient } from './server-client.ts';

/** What a project remembers of its server; tokens are in the keychain. */
export interface RememberedServer {
  readonly url: string;
  /** Approval keys registered there. */
  readonly keys: readonly string[];
  /** Whether a person signed in there, rather than giving a token. */
  readonly byPerson?: boolean;
}

export interface Connection {
  readonly url: string;
  readonly client: ServerClient;
  /** Name of the account whose session it is; null with a token. */
  readonly person: { readonly id: string; readonly name: string } | null;
}

const tokenName = (url: string) => `server-token ${url}`;

export const rememberedServer = ({ database }: Store): RememberedServer | null =>
  settingsIn(database).read<RememberedServer>('server');

/** Keeps address and way of access, and adds a key to those known to be registered there. */
export function rememberServer(store: Store, url: string, keyId: string, byPerson: boolean): void {
  const before = rememberedServer(store);
  const keys = new Set(before?.url === url ? before.keys : []).add(keyId);
  settingsIn(store.database).write('server', { url, keys: [...keys], byPerson } satisfies RememberedServer);
}

/** The project's server, ready to be asked; null while none is set, its token is gone or nobody is signed in. */
export function connectionOf({ keychain }: Pick<Context, 'keychain'>, store: Store): Connection | null {
  const { url, byPerson = false } = rememberedServer(store) ?? { url: null };
  if (url === null) return null;
  if (byPerson) {
    const session = readSession(keychain, url);
    const access = personAccess(keychain, url);
    return session && { url, client: serverClient({ url, access }), person: session };
  }
  const token = keychain.read(tokenName(url));
  return token ? { url, client: serverClient({ url, access: tokenAccess(token) }), person: null } : null;
}

/** Who speaks in this project: whoever is signed in at its server, else the author of the settings. */
export const speaker = ({ keychain, settings }: Pick<Context, 'keychain' | 'settings'>, store: Store): string =>
  connectionOf({ keychain }, store)?.person?.name ?? settings.read().author;

/** Into the project's own audit log. */
export function noteConnected(
  { database }: Store,
  { at, who, url, keyId }: { readonly at: string; readonly who: string; readonly url: string; readonly keyId: string },
): void {
  auditIn(database).append({ at, who, what: 'server.connected', subject: url, details: { keyId } });
}

/** Neither token nor session of a server is kept from now on. */
export function forgetAccess(keychain: Context['keychain'], url: string): void {
  keychain.remove(tokenName(url));
  forgetSession(keychain, url);
}

export const keepToken = (keychain: Context['keychain'], url: string, token: string) =>
  keychain.write(tokenName(url), token);
