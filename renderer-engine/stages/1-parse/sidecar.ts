import { report } from '../../diagnostics/report.ts';
import { documentShapes } from '../../document/shapes/document.ts';
import { tests as testsShape } from '../../document/shapes/tests.ts';
import type { DocumentKind, StudioDocument, Tests } from '../../document/types.ts';
import type { DocumentSource, Limits, SourceDocument } from '../../engine.ts';
import type { Parsed } from '../flow.ts';
import { readShaped } from './read-shaped.ts';

/**
 * Takes the tests that stand beside a document into it (language.md 2.1). They never change its `sourceHash`; what is
 * wrong in them is told in their own file. With tests in both places the document's own count.
 */
export function withSidecar(parsed: Parsed, documents: DocumentSource, limits: Limits): Parsed {
  const { document, kind, file, locator } = parsed;
  const beside = document && kind && takesTests(kind) ? sidecarOf(document.id, file, documents) : undefined;
  if (!document || !beside) return parsed;
  if ('tests' in document) {
    const params = { file: beside.file ?? 'a file beside it' };
    const both = report('UI2012', params, { pointer: '/tests', file, locator, atKey: true });
    return { ...parsed, diagnostics: [...parsed.diagnostics, both] };
  }
  const { value, locator: testsLocator, diagnostics } = readShaped(beside.text, beside.file, testsShape, limits);
  return {
    ...parsed,
    document: { ...document, ...(value && { tests: value as Tests }) } as StudioDocument,
    sidecar: { file: beside.file, locator: testsLocator },
    diagnostics: [...parsed.diagnostics, ...diagnostics],
  };
}

const takesTests = (kind: DocumentKind): boolean => Object.hasOwn(documentShapes[kind].keys, 'tests');

/** Of the stored document that is being compiled; a text without a file is any of its id. */
export const sidecarOf = (id: string, file: string | undefined, documents: DocumentSource): SourceDocument['tests'] =>
  documents.find(id).find((one) => one.tests && (file === undefined || one.file === undefined || one.file === file))
    ?.tests;
