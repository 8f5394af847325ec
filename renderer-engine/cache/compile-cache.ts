import { type CompileContext, compileText } from '../compile.ts';
import type { Compiled, CompileOptions } from '../engine.ts';
import { forget, type Memory, newMemory } from '../stages/memory.ts';
import { boundedCache } from './bounded-cache.ts';
import { type CacheStatistics, expiringCache } from './expiring-cache.ts';

/** Compiles texts, and keeps what came of them. */
export interface CompileCache {
  compile(text: string, options: CompileOptions): Compiled;
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

interface Kept {
  readonly compiled: Compiled;
  readonly used: readonly UsedDocument[];
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

  function compile(text: string, options: CompileOptions): Compiled {
    const context = atOneMoment(host);
    // Too long to be compiled, so not worth naming either.
    if (!isUsed || text.length > context.limits.documentBytes) return fresh(text, options, context);
    const isCurrent = ({ id, found }: UsedDocument): boolean => found === identityOf(context, id);
    const name = JSON.stringify(options);
    // JSON is one line, so that no two texts share a key.
    const key = `${name}\n${text}`;
    const known = kept.get(key, ({ used }) => used.every(isCurrent));
    if (known) {
      onCompiled(known.compiled, true);
      return known.compiled;
    }
    const last = edited.get(name);
    const memory = last?.memory ?? newMemory();
    if (!last?.used.every(isCurrent)) forget(memory);
    const asked = new Set<string>();
    const compiled = fresh(text, options, { ...context, documents: watched(context, asked), memory });
    const used = [...asked].map((id) => ({ id, found: identityOf(context, id) }));
    kept.set(key, { compiled, used }, key.length * bytesPerCharacter);
    edited.set(name, { memory, used });
    return compiled;
  }

  return {
    compile,
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
