import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileRow, LiveRow, ReleaseRow } from '../storage/index.ts';

/** A live page with everything it takes to serve it. */
export interface KeptPage {
  readonly live: LiveRow;
  readonly release: ReleaseRow;
  readonly files: readonly FileRow[];
}

/** Pages as they were last live, on the disk of this server: for when neither the database nor Redis answers (D-28). */
export interface LastGood {
  /** Writes a page down, unless it is there. `made` is only asked for what is not. Never rejects. */
  keep(live: LiveRow, made: () => Promise<KeptPage>): Promise<void>;
  /** What is there and whole. */
  pages(): readonly KeptPage[];
  /** A file of one of them. */
  file(address: string): FileRow | null;
  /** What is shown is what is stored, now. */
  inStep(): void;
  /** When it last was, in milliseconds; null when it never was. */
  lastInStep(): number | null;
}

const folderOf = (dataDir: string): string => join(dataDir, 'last-good');
const stampOf = (dataDir: string): string => join(folderOf(dataDir), 'in-step');
/** Milliseconds between two marks on the disk. */
const markEvery = 10_000;

/** Whether there is something to go on with while the database is away. */
export const hasLastGood = (dataDir: string): boolean => existsSync(stampOf(dataDir));

export function lastGood(dataDir: string, now: () => number, failed: (error: unknown) => void): LastGood {
  const folder = folderOf(dataDir);
  let inStepAt: number | null = existsSync(stampOf(dataDir)) ? statSync(stampOf(dataDir)).mtimeMs : null;
  let markedAt = Number.NEGATIVE_INFINITY;
  /** Address → name of the page that has it. */
  let addresses: Map<string, string> | null = null;
  const names = (): readonly string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  function index(): ReadonlyMap<string, string> {
    addresses ??= new Map(
      names().flatMap(
        (name) => readKept(join(folder, name))?.files.map(({ address }) => [address, name] as const) ?? [],
      ),
    );
    return addresses;
  }

  return {
    async keep(live, made) {
      try {
        // An id may be longer than a name of a file.
        const prefix = `${live.channel}.${hashOf(live.document_id).slice(0, 22)}.`;
        const name = `${prefix}${live.release_hash}.json`;
        if (existsSync(join(folder, name))) return;
        writeKept(folder, name, await made());
        for (const old of names())
          if (old.startsWith(prefix) && old !== name) rmSync(join(folder, old), { force: true });
        addresses = null;
      } catch (error) {
        // The page is live all the same.
        failed(error);
      }
    },
    pages: () => names().flatMap((name) => readKept(join(folder, name)) ?? []),
    file(address) {
      const name = index().get(address);
      const kept = name === undefined ? null : readKept(join(folder, name));
      return kept?.files.find((file) => file.address === address) ?? null;
    },
    inStep() {
      inStepAt = now();
      if (inStepAt - markedAt < markEvery) return;
      markedAt = inStepAt;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(stampOf(dataDir), '', { flag: 'a', mode: 0o600 });
        utimesSync(stampOf(dataDir), inStepAt / 1_000, inStepAt / 1_000);
      } catch (error) {
        failed(error);
      }
    },
    lastInStep: () => inStepAt,
  };
}

/** What was cut off while it was written, or changed on the disk, is none. */
function readKept(file: string): KeptPage | null {
  try {
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf('\n');
    const body = text.slice(at + 1);
    if (text.slice(0, at) !== hashOf(body)) return null;
    const { files, ...page } = JSON.parse(body) as Omit<KeptPage, 'files'> & { readonly files: readonly Packed[] };
    return { ...page, files: files.map(({ base64, ...one }) => ({ ...one, bytes: Buffer.from(base64, 'base64') })) };
  } catch {
    return null;
  }
}

interface Packed extends Omit<FileRow, 'bytes'> {
  readonly base64: string;
}

function writeKept(folder: string, name: string, { files, ...page }: KeptPage): void {
  const packed = files.map(({ bytes, ...one }) => ({ ...one, base64: Buffer.from(bytes).toString('base64') }));
  const body = JSON.stringify({ ...page, files: packed });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.part`);
  writeFileSync(part, `${hashOf(body)}\n${body}`, { mode: 0o600, flush: true });
  renameSync(part, join(folder, name));
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
