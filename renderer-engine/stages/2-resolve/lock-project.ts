import { coreVersion } from '../../core-version.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.ts';
import { type LockEntry, type LockFile, lockKey } from '../../document/lock-file.ts';
import type { SourceDocument } from '../../engine.ts';
import { parse } from '../1-parse/parse.ts';
import type { FrontContext, Parsed } from '../flow.ts';
import { parsedDocuments } from './parsed-documents.ts';
import { selectVersions } from './versions.ts';

/** A lock file for a project, and why it may not be whole. */
export interface Locked {
  readonly lock: LockFile;
  /** UI3012 for every id whose requesters no one version suits. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The lock file of a project: for every document its pages ask for, directly or not, the one version per major that suits
 * all of them. `roots` are the project's own documents and what its settings name.
 */
export function lockProject(
  roots: readonly SourceDocument[],
  wanted: readonly string[],
  context: FrontContext,
): Locked {
  const documents = parsedDocuments(context);
  const parsed = roots.map(({ text, file }) => parse(text, file, context.limits)).filter(({ document }) => document);
  const selection = selectVersions(parsed, documents, context, wanted);
  const entries = new Map<string, LockEntry>();
  for (const chosen of selection.chosen) entries.set(keyOf(chosen), entryOf(chosen, documents.from(chosen)));
  const diagnostics = [...selection.conflicts].map(([id, requesters]) => {
    const owner = parsed.find(({ text }) => text.includes(`"${id}@`)) ?? parsed[0];
    return report('UI3012', { id, requesters }, { pointer: '/uses', file: owner?.file, locator: owner?.locator });
  });
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { lock: 1, engine: coreVersion, documents: Object.fromEntries(sorted) }, diagnostics };
}

const keyOf = ({ document }: Parsed): string => lockKey(document!.id, document!.version);

const entryOf = ({ document, sourceHash }: Parsed, from: LockEntry['from']): LockEntry => ({
  version: document!.version,
  from,
  ...(from !== 'project' && { hash: sourceHash }),
});
