import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { atMost } from './at-most.ts';

/** Argon2id as OWASP's password storage cheat sheet asks for; memory in KiB. A hash says its own cost, so it can grow. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** Half of the threads Node has for such work; the other half reads files and compresses answers. */
const turn = atMost({ atOnce: 2, waiting: 100 });

/** Too many passwords are being checked: try again later. */
export type PasswordAnswer = boolean | 'busy';

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, or null when the server is too busy. */
export async function hashPassword(password: string): Promise<string | null> {
  const salt = randomBytes(16);
  const hash = await turn(() => derive(password, salt, cost));
  if (!hash) return null;
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Compares in the same time whatever the password is; `null` for a person who does not exist takes as long. */
export async function isPassword(password: string, stored: string | null): Promise<PasswordAnswer> {
  const parts = phc.exec(stored ?? nobodys)?.groups;
  if (!parts) throw new Error('A stored password is no Argon2id hash.');
  const expected = Buffer.from(parts['hash'] ?? '', 'base64');
  const salt = Buffer.from(parts['salt'] ?? '', 'base64');
  const { m, t, p } = parts;
  const found = await turn(() =>
    derive(password, salt, { memory: Number(m), passes: Number(t), parallelism: Number(p) }),
  );
  return found ? timingSafeEqual(found, expected) && stored !== null : 'busy';
}

/** Why a password will not do, or null. Length is what counts; no rules about signs. */
export function passwordProblem(password: string, name: string): string | null {
  if (password.length < shortest) return `A password needs at least ${shortest} characters.`;
  if (password.toLowerCase().includes(name)) return 'A password must not hold the name it belongs to.';
  if (new Set(password).size < 5) return 'A password needs at least 5 different characters.';
  return null;
}

const shortest = 12;

/** Longer texts are not even hashed. */
export const longestPassword = 256;

/** For somebody's first day: 100 random bits in groups that can be read out. */
export function startPassword(): string {
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}

/** 32 of them, so that every byte chooses evenly; none that looks like another. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

const phc =
  /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[A-Za-z0-9+/]+)\$(?<hash>[A-Za-z0-9+/]{43})$/;

const nobodys = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const run = promisify(argon2);

/** The same text in another Unicode form is the same password. */
const derive = (password: string, nonce: Buffer, { memory, passes, parallelism }: typeof cost): Promise<Buffer> =>
  run('argon2id', { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: 32 });

/** PHC has no padding. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
