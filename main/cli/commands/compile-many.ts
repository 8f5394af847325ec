import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { BatchResult, CacheStatistics, Diagnostic } from '#engine';
import { type CompileAnswer, type CompileBatch, compileBatch, folderCache } from '#engine/node';
import { readDocument } from '../../workspace/read-document.ts';
import { describeProblem, hasErrors } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { progressOf } from '../progress.ts';
import { type FileInProject, projectOf } from '../project-of.ts';
import { untilCalledOff } from '../until-called-off.ts';
import { writeInto } from '../write-into.ts';

export interface CompileManyArguments {
  readonly jobs?: number;
  readonly out?: string;
  readonly cache?: string;
  readonly json: boolean;
}

/** What came of a file. */
interface CompiledFile {
  readonly file: string;
  /** `sha256-…` of the program; null without one. */
  readonly hash: string | null;
  /** Where the program was written. */
  readonly out?: string;
  readonly waited: number;
  readonly milliseconds: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Why there is no answer at all; null when there is one. */
  readonly failure: { readonly code: string; readonly message: string } | null;
}

interface Source extends FileInProject {
  /** As it was named. */
  readonly file: string;
}

/**
 * `studio compile FILES… --jobs N`: many files on many cores (E16), in the order they were named, whatever projects
 * they belong to. Programs go to a folder, a file each, or line by line to standard output. Ctrl+C calls the rest off.
 */
export async function compileMany(files: readonly string[], options: CompileManyArguments): Promise<Outcome> {
  const { jobs = availableParallelism(), out, cache, json } = options;
  const sources: Source[] = [];
  for (const file of new Set(files)) {
    const found = projectOf(file);
    if (!found.ok) return refused(found.failure);
    sources.push({ file, ...found.value });
  }
  const caches = openCache(cache);
  if (caches instanceof Error) {
    const message = `The folder "${cache}" cannot be used as a cache. Name one that you may write to.`;
    return refused({ code: 'compile/no-cache', message, details: caches.message });
  }
  const batch = compileBatch({ count: Math.min(jobs, sources.length), ...(caches && { caches }) });
  const stop = untilCalledOff();
  try {
    const write = out === undefined ? (json ? null : toOutput(stop.callOff)) : toFolder(out, sources);
    const compiled = await compileAll(batch, sources, { signal: stop.signal, write, silent: json });
    await batch.close();
    return outcomeOf(compiled, { jobs, canceled: stop.signal.aborted, caches: batch.caches() });
  } finally {
    stop.done();
    await batch.close();
  }
}

/** Takes the program of a file; answers where it is, if it is a file. */
type Write = (program: string, source: Source) => Promise<Pick<CompiledFile, 'out' | 'failure'>>;

async function compileAll(
  batch: CompileBatch,
  sources: readonly Source[],
  { signal, write, silent }: { readonly signal: AbortSignal; readonly write: Write | null; readonly silent: boolean },
): Promise<readonly CompiledFile[]> {
  const compiled: CompiledFile[] = [];
  const unread = new Map<number, CompiledFile>();
  const progress = progressOf(sources.length, 'compiled', silent);
  const add = (result: CompiledFile): void => {
    compiled.push(result);
    if (!isCalledOff(result)) progress.done();
    if (!silent) for (const line of wordsOf(result)) progress.tell(line);
  };
  const addUnread = (): void => {
    for (let next = unread.get(compiled.length); next; next = unread.get(compiled.length)) add(next);
  };
  // Files are read as there is room for them.
  const items = function* () {
    for (const [at, { file, place, path }] of sources.entries()) {
      const document = readDocument(place === resolve(file) ? dirname(place) : place, path);
      if (document.ok) {
        const request = { text: document.value.text, place, options: { file: path }, program: write !== null };
        yield { id: `${at}`, request, signal };
      } else unread.set(at, { ...nothing, file, failure: document.failure });
    }
  };
  for await (const result of batch.all(items())) {
    addUnread();
    const source = sources[Number(result.id)]!;
    const { program = null } = result.answer ?? {};
    const written = program !== null && write ? await write(program, source) : {};
    add({ ...cameOf(result), file: source.file, ...written });
  }
  addUnread();
  progress.end();
  return compiled;
}

const nothing = { hash: null, waited: 0, milliseconds: 0, diagnostics: [] };

const cameOf = ({ waited, milliseconds, answer, failure }: BatchResult<CompileAnswer>): Omit<CompiledFile, 'file'> => ({
  hash: answer?.hash ?? null,
  waited,
  milliseconds,
  diagnostics: answer?.diagnostics ?? [],
  failure,
});

/** A program per line, as fast as they are read. */
function toOutput(callOff: () => void): Write {
  // Nobody reads on.
  process.stdout.once('error', callOff);
  return async (program) => {
    if (!process.stdout.write(`${program}\n`) && !process.stdout.destroyed) await outputGoesOn();
    return { failure: null };
  };
}

/** Settles once more can be written, or nobody reads any more. */
function outputGoesOn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const goOn = (): void => resolve();
  const events = ['drain', 'close', 'error'] as const;
  for (const event of events) process.stdout.once(event, goOn);
  return promise.finally(() => {
    for (const event of events) process.stdout.off(event, goOn);
  });
}

/** `pages/home.page.json` becomes `pages/home.page.program.json`. */
function toFolder(folder: string, sources: readonly Source[]): Write {
  const write = writeInto(
    folder,
    sources.map(({ file }) => file),
    '.program.json',
  );
  return async (program, { file }) => {
    const written = write(file, `${program}\n`);
    return written.ok ? { out: written.value, failure: null } : { failure: written.failure };
  };
}

function openCache(folder: string | undefined) {
  try {
    return folder === undefined ? null : [folderCache(resolve(folder), Date.now)];
  } catch (error) {
    return error as Error;
  }
}

const isCalledOff = ({ failure }: Pick<CompiledFile, 'failure'>): boolean => failure?.code === 'batch/canceled';

const wordsOf = ({ file, diagnostics, failure }: CompiledFile): readonly string[] => [
  ...diagnostics.map((diagnostic) => describeProblem(file, diagnostic)),
  ...(failure && !isCalledOff({ failure }) ? [`${file}: ${failure.message}`] : []),
];

function outcomeOf(
  files: readonly CompiledFile[],
  {
    jobs,
    canceled,
    caches,
  }: {
    readonly jobs: number;
    readonly canceled: boolean;
    readonly caches: Readonly<Record<string, CacheStatistics>> | null;
  },
): Outcome {
  const bad = files.filter(({ hash, diagnostics, failure }) => hash === null || failure || hasErrors(diagnostics));
  const done = files.length - bad.length;
  const kept = Object.values(caches ?? {}).reduce((sum, { hits }) => sum + hits, 0);
  const summary = `${files.length === 1 ? '1 file' : `${files.length} files`}: ${done} compiled, ${bad.length} not.`;
  return {
    exit: canceled ? 130 : bad.length > 0 ? 1 : 0,
    data: { compiled: done, jobs, canceled, ...(caches && { caches }), files },
    words: [...(canceled ? ['Called off.'] : []), caches ? `${summary} ${kept} were in the cache.` : summary],
  };
}
