import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { StudioDocument } from '../document/types.ts';
import type { Compiled, DocumentSource, SourceDocument } from '../engine.ts';
import { unmigrated } from '../migrations/upgrade.ts';
import type { Parsed } from '../stages/flow.ts';
import { type Comparison, compareVersions, type VersionsOptions } from './compare-versions.ts';
import type { DocumentContract } from './contract.ts';
import { type Dependent, dependentsOf } from './dependents.ts';

export interface CompareOptions extends Omit<VersionsOptions, 'namedElsewhere'> {
  /** Shown in diagnostics about the newer text. */
  readonly file?: string;
  /** Documents that may use this one: compiled against both versions, to see which of them break. */
  readonly dependents?: readonly SourceDocument[];
}

/** What comparing texts came to. */
export interface ComparedDocuments {
  /** Null when one of the texts is no document; `diagnostics` says which and why. */
  readonly comparison: Comparison | null;
  readonly dependents: readonly Dependent[];
  /** UI8002 and UI8003, and the errors of a text that cannot be compared. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A text with its contract; null when the text is no document. */
export interface Read {
  readonly parsed: Parsed;
  readonly contract: DocumentContract | null;
}

/** What comparing needs of an engine. */
export interface Comparing {
  readonly read: (text: string, file: string | undefined) => Read;
  readonly documents: DocumentSource;
  readonly compileIn: (source: SourceDocument, documents: DocumentSource) => Compiled;
}

/** Compares a text with its older versions, and says whom it breaks. */
export function compareDocuments(
  older: readonly string[],
  newer: string,
  { file, dependents: candidates = [], ...options }: CompareOptions,
  engine: Comparing,
): ComparedDocuments {
  const young = engine.read(newer, file);
  const olds = older.map((text) => ({ text, ...engine.read(text, undefined) }));
  const contracts = olds.flatMap(({ contract }) => (contract ? [contract] : []));
  const { contract } = young;
  if (!contract || contracts.length < Math.max(1, older.length)) {
    const unread = [...olds, young].filter((one) => one.contract === null);
    return { comparison: null, dependents: [], diagnostics: unread.flatMap(({ parsed }) => parsed.diagnostics) };
  }
  const base = compareVersions(contracts, contract, options);
  const before = olds.find((one) => one.contract?.version === base.before)?.text ?? '';
  const versions = { id: contract.id, version: contract.version, before, after: newer };
  const dependents = dependentsOf(versions, candidates, engine);
  const namedElsewhere = new Set(dependents.flatMap(({ names }) => names));
  const comparison =
    namedElsewhere.size === 0 ? base : compareVersions(contracts, contract, { ...options, namedElsewhere });
  const old = olds.find((one) => one.contract?.version === base.before)?.parsed.document;
  return {
    comparison,
    dependents,
    diagnostics: [
      ...diagnosticsOf(young.parsed, comparison, dependents),
      ...(comparison.bump === 'major' && old ? tellUnmigrated(old, young.parsed, newer, engine) : []),
    ],
  };
}

/** A new major ships migrations that turn every example of the one before into a valid instance. */
function tellUnmigrated(
  old: StudioDocument,
  { document, file, locator }: Parsed,
  text: string,
  engine: Comparing,
): readonly Diagnostic[] {
  if (old.kind !== 'component' || document?.kind !== 'component') return [];
  const documents: DocumentSource = {
    find: (id) => (id === document.id ? [{ text }] : engine.documents.find(id)),
  };
  const compile = (page: string) => engine.compileIn({ text: page }, documents);
  return unmigrated(old, document, compile).map(({ example, problem }) => {
    const what = `the example "${example}" of ${old.version} to ${document.version}`;
    const pointer = document.migrations ? '/migrations' : '';
    const place = { pointer, file, locator, document: `${document.id}@${document.version}`, atKey: pointer !== '' };
    return report('UI8005', { what, problem }, { ...place, atStart: pointer === '' });
  });
}

function diagnosticsOf(
  { file, locator, document }: Parsed,
  { before, after, next, bump, changes, farEnough }: Comparison,
  dependents: readonly Dependent[],
): readonly Diagnostic[] {
  const place = { pointer: '/version', file, locator, document: `${document?.id}@${after}` };
  const found: Diagnostic[] = [];
  if (!farEnough) {
    const why = changes.filter((change) => change.bump === bump && change.against === before).slice(0, 10);
    const edits = [{ op: 'replace', path: '/version', value: next } as const];
    const fixes = [{ title: `Make it ${next}`, safe: false, edits }];
    const related = why.map(({ reason, pointer }) => ({ message: reason, pointer }));
    const params = { version: after, before, next, bump, reason: why[0]?.reason ?? '' };
    found.push(report('UI8002', params, place, { fixes, related }));
  }
  for (const { id, version, problem } of dependents) {
    if (problem !== null) found.push(report('UI8003', { dependent: `${id}@${version}`, problem }, place));
  }
  return found;
}
