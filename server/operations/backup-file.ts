import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline as joined } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CommandProblem } from './command-problem.ts';

/**
 * The first line of a backup, as JSON that anybody may read. Behind it come lines of a dump, packed by gzip and sealed
 * by AES-256-GCM together with that line, then the 16 bytes that prove it all.
 */
export interface BackupHead {
  readonly format: typeof format;
  /** RFC 3339. */
  readonly madeAt: string;
  /** Version of the program. */
  readonly program: string;
  /** Name of the newest migration of the database. */
  readonly migration: string;
  /** Tells which key it opens with, and says nothing about it. */
  readonly key: string;
  /** Base64. */
  readonly nonce: string;
}

export type BackupFacts = Pick<BackupHead, 'madeAt' | 'program' | 'migration'>;

const format = 'schema-studio-backup/1';
const tagLength = 16;
const longestHead = 4_096;
const nameOf = (key: Buffer): string => createHash('sha256').update('backup ').update(key).digest('hex').slice(0, 12);

/** Writes beside its place first: what has the name of a backup is a whole one, on disk. */
export async function writeBackup(
  file: string,
  facts: BackupFacts,
  key: Buffer,
  write: (line: (text: string) => Promise<void>) => Promise<unknown>,
): Promise<void> {
  const nonce = randomBytes(12);
  const head: BackupHead = { format, ...facts, key: nameOf(key), nonce: nonce.toString('base64') };
  const first = `${JSON.stringify(head)}\n`;
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(first));
  const part = `${file}.part`;
  const target = createWriteStream(part, { mode: 0o600, flush: true });
  const packing = createGzip();
  target.write(first);
  const written = pipeline(packing, cipher, target, { end: false });
  // A full disk ends the writing at once, not when the last row was read.
  const failed = written.then(() => new Promise<never>(() => undefined));
  try {
    const line = async (text: string): Promise<void> => {
      if (!packing.write(`${text}\n`)) await Promise.race([once(packing, 'drain'), failed]);
    };
    await Promise.race([write(line), failed]);
    packing.end();
    await written;
    target.end(cipher.getAuthTag());
    await once(target, 'close');
    await rename(part, file);
  } catch (error) {
    packing.destroy();
    target.destroy();
    await written.catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

/** What anybody may know of a backup. Throws a sentence when the file is none. */
export const readHead = async (file: string): Promise<BackupHead> => (await outlineOf(file)).head;

/**
 * The lines of a backup. They are proven once the last one was read, and only then: whoever stores them waits with
 * keeping them until there are no more. Throws a sentence when no key opens it, or it was changed.
 */
export async function* readBackup(file: string, keys: readonly Buffer[]): AsyncGenerator<string> {
  const { head, start, end, tag } = await outlineOf(file);
  const key = keys.find((one) => nameOf(one) === head.key);
  if (!key)
    throw new CommandProblem(
      `"${file}" was made with another secrets key. Set SECRETS_KEY or SECRETS_KEY_FILE to that key.`,
    );
  const opening = createDecipheriv('aes-256-gcm', key, Buffer.from(head.nonce, 'base64'), { authTagLength: tagLength });
  opening.setAAD(Buffer.from(`${JSON.stringify(head)}\n`)).setAuthTag(tag);
  const text = joined(createReadStream(file, { start, end: end - 1 }), opening, createGunzip(), () => undefined);
  let rest = '';
  try {
    for await (const chunk of text.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw new CommandProblem(`"${file}" was changed, or is damaged. Take another backup.`);
  }
}

interface Outline {
  readonly head: BackupHead;
  /** Where the sealed part begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly tag: Buffer;
}

async function outlineOf(file: string): Promise<Outline> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestHead), 0, longestHead, 0);
    const start = buffer.subarray(0, bytesRead).indexOf('\n') + 1;
    const end = size - tagLength;
    const head = JSON.parse(buffer.toString('utf8', 0, start)) as Partial<BackupHead>;
    if (head.format !== format || end <= start) throw new Error('Of another kind.');
    const tag = await handle.read(Buffer.alloc(tagLength), 0, tagLength, end);
    return { head: head as BackupHead, start, end, tag: tag.buffer };
  } catch {
    throw new CommandProblem(`"${file}" is no backup of this server.`);
  } finally {
    await handle.close();
  }
}
