import { randomBytes } from 'node:crypto';
import { secretBox } from '../accounts/secret-box.ts';
import type { AccountServices } from '../accounts/services.ts';
import { openStorage, type PostgresSettings } from '../storage/index.ts';
import { type AtEnd, temporaryFolder } from './temporary-server.ts';

export const testOrigin = 'https://studio.example';

/** Accounts over a database of their own, without a server around them. */
export async function accountServices(
  now: () => Date,
  atEnd: AtEnd,
  postgres: PostgresSettings | null = null,
): Promise<AccountServices> {
  const { db, close } = await openStorage(await temporaryFolder(atEnd), postgres);
  atEnd(close);
  const key = randomBytes(32);
  return { db, now, origin: () => testOrigin, box: secretBox(() => [key]) };
}

/** As the gateway makes it of an administrator's request. */
export const testCaller = {
  name: 'admin',
  id: 'admin',
  grants: ['*'],
  person: null,
  client: '10.0.0.1',
  requestId: 'r',
} as const;
