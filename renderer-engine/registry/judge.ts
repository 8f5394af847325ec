import semver from 'semver';
import type { Change } from '../compatibility/contract.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { ComponentDocument } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';
import { parse } from '../stages/1-parse/parse.ts';
import type { Parsed } from '../stages/flow.ts';
import { checkComponent } from './check-component.ts';
import { type ComponentDefinition, documentDefinition } from './definition.ts';
import type { Accepted, Refusal, RegisteredFile, RegistryFile } from './registered-file.ts';
import type { TrialEngine } from './registry-options.ts';
import type { RegistrySnapshot } from './snapshot.ts';
import type { Promised, VersionHistory } from './version-history.ts';
import { wantsOfText } from './wants.ts';

/** Exactly one of the two is there. */
export interface Verdict {
  readonly accepted: Accepted | null;
  readonly refusal: Refusal | null;
}

export interface Court {
  readonly snapshot: RegistrySnapshot;
  readonly history: VersionHistory;
  /** Sees the registry as it is. */
  readonly engine: TrialEngine;
  readonly now: () => number;
  /** Runs a check on an engine that sees the registry as it would be with the candidate. */
  readonly tryOut: <T>(candidate: RegisteredFile, check: (engine: TrialEngine) => T) => T;
}

/** Whether a component file may be swapped in: readable, a free name, no broken promise, examples that work. */
export function judge(file: RegistryFile, court: Court): Verdict {
  const parsed = parse(file.text, file.path, defaultLimits);
  const wrong = parsed.diagnostics.filter(({ severity }) => severity === 'error');
  const { document } = parsed;
  if (document?.kind !== 'component' || wrong.length > 0 || semver.valid(document.version) === null) {
    return refused('invalid', wrong, file, court, document?.id ?? file.id);
  }
  const definition = documentDefinition(document as ComponentDocument, file.path, file.origin);
  const own = { ...file, definition, parsed };
  const taken = nameConflict(own, court);
  if (taken) return refused('conflict', [taken], file, court, definition.name);
  const breaking = brokenPromise(own, court);
  if (breaking) return refused('incompatible', [breaking], file, court, definition.name);
  const accepted = { text: file.text, definition, document: document as ComponentDocument, hash: parsed.sourceHash };
  const candidate = { ...file, id: definition.name, wants: wantsOfText(file), accepted, refusal: null };
  const found = court.tryOut(candidate, (engine) => checkComponent(engine, file.text, file.path));
  if (found.length > 0) return refused('invalid', found, file, court, definition.name);
  return { accepted, refusal: null };
}

interface Candidate extends RegistryFile {
  readonly definition: ComponentDefinition;
  readonly parsed: Parsed;
}

/** One name in two files is fine while the newer version keeps what the older one promised (E5). */
function nameConflict(own: Candidate, court: Court): Diagnostic | null {
  const { name, version } = own.definition;
  if (name.startsWith('core/')) {
    return report('UI3031', { name, files: [own.path, 'the engine itself'], why: null }, placeOf(own.parsed));
  }
  for (const other of court.snapshot.files.values()) {
    const theirs = other.accepted;
    if (other.path === own.path || theirs?.definition.name !== name || isReleased(own, other)) continue;
    const why = clash(own, theirs, court.engine);
    if (why === null) continue;
    const files = [`${other.path} (${theirs.definition.version})`, `${own.path} (${version})`];
    return report('UI3031', { name, files, why }, placeOf(own.parsed));
  }
  return null;
}

const isReleased = (...files: readonly RegistryFile[]): boolean => files.some(({ origin }) => origin !== 'project');

type Side = Promised;

/** Why two versions of one type cannot stand side by side in a project; null when they can. */
function clash(a: Side, b: Side, engine: TrialEngine): string | null {
  const [one, two] = [a.definition.version, b.definition.version];
  if (one === two) return 'both say they are the same version';
  if (semver.major(one) !== semver.major(two)) return 'their major versions differ';
  const [older, newer] = semver.lt(one, two) ? [a, b] : [b, a];
  const [first] = broken(older, newer, engine);
  return first ? `the newer one breaks the older: ${withoutEnd(first.reason)}` : null;
}

/** A version may add; what an older one of the same major offered stays (E4). */
function brokenPromise(own: Candidate, { history, engine }: Court): Diagnostic | null {
  const { name, version } = own.definition;
  const promised = history.promised(name, version);
  const [first, ...others] = promised ? broken(promised, own, engine) : [];
  if (!promised || !first) return null;
  const params = {
    name,
    version,
    file: own.path,
    promised: promised.definition.version,
    source: promised.definition.file ?? own.path,
    changes: [first, ...others].map(({ reason }) => reason),
    next: `${semver.major(version) + 1}.0.0`,
  };
  return report('UI3032', params, { ...placeOf(own.parsed), pointer: '/version' });
}

/** What works with the older text and not with the newer one (language.md 10.3). */
const broken = (older: Side, newer: Side, engine: TrialEngine): readonly Change[] =>
  engine.compare([older.text], newer.text).comparison?.changes.filter(({ breaks }) => breaks.backward) ?? [];

const withoutEnd = (sentence: string): string => sentence.replace(/\.$/, '');

const placeOf = ({ document, file, locator }: Parsed) => ({
  pointer: '/id',
  document: document ? `${document.id}@${document.version}` : undefined,
  file,
  locator,
});

function refused(
  kind: Refusal['kind'],
  found: readonly Diagnostic[],
  file: RegistryFile,
  { snapshot, now }: Court,
  name: string | null,
): Verdict {
  const before = snapshot.files.get(file.path)?.accepted?.definition ?? null;
  const reason = reasonOf(found);
  const keeps = before?.version ?? null;
  const told = report('UI3030', { file: file.path, reason, keeps }, { pointer: '', file: file.path });
  const diagnostics = kind === 'invalid' ? [...found, told] : found;
  const { path, text } = file;
  return {
    accepted: null,
    refusal: { kind, file: path, name: name ?? before?.name ?? null, reason, keeps, diagnostics, at: now(), text },
  };
}

function reasonOf([first, ...others]: readonly Diagnostic[]): string {
  if (!first) return 'It is not a component document with an id and a version.';
  const line = first.range ? `line ${first.range.start.line}: ` : '';
  const more = others.length > 0 ? ` And ${others.length} more.` : '';
  return `${line}${first.message}${more}`;
}
