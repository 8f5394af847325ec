import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AtEnd, temporaryFolder } from '../testing/temporary-server.ts';
import { adminHeaders, serverProcess, shared } from './server-process.ts';
import { pause, taken } from './with-ends.ts';

/**
 * Replaces the keys that tokens are signed with, and the key that secrets are sealed with, while people use the server.
 * Throws when a request that should count does not; answers how many did.
 */
export async function rotateUnderLoad(rotations: number, people: number, atEnd: AtEnd): Promise<number> {
  const { SECRETS_KEY = '', ...common } = shared();
  const file = join(await temporaryFolder(atEnd), 'secrets-key');
  writeFileSync(file, SECRETS_KEY);
  const server = await serverProcess({ ...common, SECRETS_KEY_FILE: file }, atEnd);
  const headers = adminHeaders(common);
  const post = (path: string, body: object, more: Readonly<Record<string, string>> = headers) =>
    fetch(server.url + path, { method: 'POST', headers: more, body: JSON.stringify(body) });
  let isOver = false;
  let counted = 0;
  const person = async (at: number): Promise<void> => {
    const name = `person-${at}`;
    const { password } = (await (await post('/api/v1/people', { name, role: 'viewer' })).json()) as {
      password: string;
    };
    const open = { 'content-type': 'application/json' };
    let tokens = (await (await post('/api/v1/sign-in', { name, password }, open)).json()) as Tokens;
    for (let request = 1; !isOver; request += 1) {
      const reply = await fetch(`${server.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${tokens.accessToken}` },
      });
      await taken(reply, 'A token that counts was refused');
      counted += 1;
      if (request % 10 === 0) {
        const next = await post('/api/v1/refresh', { refreshToken: tokens.refreshToken }, open);
        tokens = JSON.parse(await taken(next, 'A refresh token that counts was refused')) as Tokens;
      }
    }
  };
  const using = Promise.all(Array.from({ length: people }, (_, at) => person(at)));
  // Whoever is refused is told at the end.
  using.catch(() => {
    isOver = true;
  });
  /** Everybody has asked since. */
  const used = async (): Promise<void> => {
    const until = counted + 2 * people;
    while (counted < until && !isOver) await pause(5);
  };
  for (let at = 0; at < rotations && !isOver; at += 1) {
    await used();
    const reply = await post('/api/v1/token-keys/rotate', {});
    await taken(reply, 'The key was not replaced');
    if (at === Math.floor(rotations / 2)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n${SECRETS_KEY}`);
  }
  await used();
  isOver = true;
  await using;
  return counted;
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}
