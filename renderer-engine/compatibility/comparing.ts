import { type CompileContext, compileText } from '../compile.ts';
import { parse } from '../stages/1-parse/parse.ts';
import { withSidecar } from '../stages/1-parse/sidecar.ts';
import { resolve } from '../stages/2-resolve/resolve.ts';
import { type ComparedDocuments, type CompareOptions, compareDocuments, type Read } from './compare-documents.ts';
import type { DocumentContract } from './contract.ts';
import { contractOf } from './contract-of.ts';

/** The part of an engine that compares versions. */
export interface CompatibilityDoor {
  /** What others may rely on in a document; null when the text is none. */
  contract(text: string, file?: string): DocumentContract | null;
  compare(older: readonly string[], newer: string, options?: CompareOptions): ComparedDocuments;
}

/** Compares with the documents, limits and manifests of an engine. */
export function comparing(context: CompileContext): CompatibilityDoor {
  const read = (text: string, file: string | undefined): Read => {
    const parsed = withSidecar(parse(text, file, context.limits), context.documents, context.limits);
    const resolved = resolve(parsed, context);
    return { contract: resolved && contractOf(resolved, context.manifests), parsed };
  };
  return {
    contract: (text, file) => read(text, file).contract,
    compare: (older, newer, options = {}) =>
      compareDocuments(older, newer, options, {
        read,
        documents: context.documents,
        compileIn: ({ text, file }, documents) =>
          compileText(text, file === undefined ? {} : { file }, { ...context, documents }),
      }),
  };
}
