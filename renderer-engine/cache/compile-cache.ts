import { type CompileContext, compileText } from '../compile.ts';
import type { Compiled, CompileOptions } from '../engine.ts';
import { forget, type Memory, newMemory } from '../stages/memory.ts';
import { boundedCache } from './bounded-cache.ts';
import { type CacheStatistics, expiringCache } from './expiring-cache.ts';

/** Compiles texts, and keeps what came of them. */
export interface CompileCache {
  compile(text: string, options: CompileOptions): Compiled;
  /** The same with how often it was asked for, and when last, on the clock; looking at what is kept does not count. */
  look(text: string, options: CompileOptions): AskedFor & { readonly compiled: Compiled };
  /** Keeps that share of what it holds. */
  shrink(share: number): void;
  statistics(): CacheStatistics;
}

export interface CompileCacheOptions {
  readonly context: CompileContext;
  /** False: everything is compiled each time, and nothing is kept. */
  readonly isUsed: boolean;
  /** `again`: it was kept. */
  readonly onCompiled: (compiled: Compiled, again: boolean) => void;
}

/** Compilations kept per engine, and for how long. */
const keptCompilations = 4_096;
const keptBytes = 64 * 2 ** 20;
const oneHour = 60 * 60 * 1_000;

/** What is kept of a document takes about that much for each character of its text, the program with its objects. */
const bytesPerCharacter = 10;

/** Documents that are being edited, per engine: what the last compilation of each left for the next one. */
const keptMemories = 8;

interface AskedFor {
  readonly accesses: number;
  readonly lastAccess: number;
}

interface Kept {
  readonly compiled: Compiled;
  readonly used: readonly UsedDocument[];
  asked: AskedFor;
}

interface Edited {
  readonly memory: Memory;
  readonly used: readonly UsedDocument[];
}

interface UsedDocument {
  readonly id: string;
  readonly found: string;
}

/**
 * The same text with the same options is compiled once, as long as the documents it took in are the same: what a
 * compilation used is looked up again, by the text the source holds now. Another text of the same file is compiled with
 * what the last one left, which gives the same program in less time (E11).
 */
export function compileCache({ context: host, isUsed, onCompiled }: CompileCacheOptions): CompileCache {
  const kept = expiringCache<Kept>({
    most: keptCompilations,
    mostBytes: keptBytes,
    lifetime: oneHour,
    clock: host.clock,
  });
  const edited = boundedCache<Edited>(keptMemories);
  const fresh = (text: string, options: CompileOptions, context: CompileContext): Compiled => {
    const compiled = compileText(text, options, context);
    onCompiled(compiled, false);
    return compiled;
  };

  function ask(text: string, options: CompileOptions): Kept {
    const context = atOneMoment(host);
    const first = { accesses: 1, lastAccess: host.clock() };
    // Too long to be compiled, so not worth naming either.
    if (!isUsed || text.length > context.limits.documentBytes) {
      return { compiled: fresh(text, options, context), used: [], asked: first };
    }
    const isCurrent = ({ id, found }: UsedDocument): boolean => found === identityOf(context, id);
    const name = JSON.stringify(options);
    const key = keyOf(text, options);
    const known = kept.get(key, ({ used }) => used.every(isCurrent));
    if (known) {
      known.asked = { ...first, accesses: known.asked.accesses + 1 };
      onCompiled(known.compiled, true);
      return known;
    }
    const last = edited.get(name);
    const memory = last?.memory ?? newMemory();
    if (!last?.used.every(isCurrent)) forget(memory);
    const asked = new Set<string>();
    const compiled = fresh(text, options, { ...context, documents: watched(context, asked), memory });
    const used = [...asked].map((id) => ({ id, found: identityOf(context, id) }));
    const made: Kept = { compiled, used, asked: first };
    kept.set(key, made, key.length * bytesPerCharacter);
    edited.set(name, { memory, used });
    return made;
  }

  /** As it is kept, while the documents it took in are the same. */
  function keptNow(text: string, options: CompileOptions): Kept | undefined {
    const context = atOneMoment(host);
    const known = kept.peek(keyOf(text, options));
    return known?.used.every(({ id, found }) => found === identityOf(context, id)) ? known : undefined;
  }

  return {
    compile: (text, options) => ask(text, options).compiled,
    look(text, options) {
      const { compiled, asked } = keptNow(text, options) ?? ask(text, options);
      return { compiled, ...asked };
    },
    shrink(share) {
      kept.shrink(share);
      edited.shrink(share);
    },
    statistics: kept.statistics,
  };
}

/** Documents may be swapped while a host answers, so a compilation sees those of its beginning. */
export function atOneMoment(host: CompileContext): CompileContext {
  const documents = host.documents.now?.();
  return documents ? { ...host, documents } : host;
}

/** JSON is one line, so that no two texts share a key. */
const keyOf = (text: string, options: CompileOptions): string => `${JSON.stringify(options)}\n${text}`;

const watched = ({ documents }: CompileContext, asked: Set<string>): CompileContext['documents'] => ({
  find(id) {
    asked.add(id);
    return documents.find(id);
  },
});

const identityOf = ({ documents }: CompileContext, id: string): string =>
  documents
    .find(id)
    .map(({ text, file, tests }) => `${file ?? ''}\n${text}\n${tests?.text ?? ''}`)
    .join('\n');
