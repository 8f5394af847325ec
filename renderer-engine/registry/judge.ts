import semver from 'semver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { ComponentDocument } from '../document/types.ts';
import type { Engine } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import { parse } from '../stages/1-parse/parse.ts';
import type { Parsed } from '../stages/flow.ts';
import { checkComponent } from './check-component.ts';
import { breakingChanges, type CompareContracts } from './contract-changes.ts';
import { type ComponentDefinition, documentDefinition } from './definition.ts';
import type { Accepted, Refusal, RegisteredFile, RegistryFile } from './registered-file.ts';
import type { RegistrySnapshot } from './snapshot.ts';
import type { VersionHistory } from './version-history.ts';
import { wantsOfText } from './wants.ts';

/** Exactly one of the two is there. */
export interface Verdict {
  readonly accepted: Accepted | null;
  readonly refusal: Refusal | null;
}

export interface Court {
  readonly snapshot: RegistrySnapshot;
  readonly history: VersionHistory;
  readonly compare?: CompareContracts;
  readonly now: () => number;
  /** Runs a check on an engine that sees the registry as it would be with the candidate. */
  readonly tryOut: <T>(candidate: RegisteredFile, check: (engine: Engine) => T) => T;
}

/** Whether a component file may be swapped in: readable, a free name, no broken promise, examples that work. */
export function judge(file: RegistryFile, court: Court): Verdict {
  const parsed = parse(file.text, file.path, defaultLimits);
  const wrong = parsed.diagnostics.filter(({ severity }) => severity === 'error');
  const { document } = parsed;
  if (document?.kind !== 'component' || wrong.length > 0 || semver.valid(document.version) === null) {
    return refused('invalid', wrong, file, court, document?.id ?? file.id);
  }
  const origin = file.released ? 'package' : 'project';
  const definition = documentDefinition(document as ComponentDocument, file.path, origin);
  const taken = nameConflict(definition, file, parsed, court);
  if (taken) return refused('conflict', [taken], file, court, definition.name);
  const breaking = brokenPromise(definition, file, parsed, court);
  if (breaking) return refused('incompatible', [breaking], file, court, definition.name);
  const accepted = { definition, document: document as ComponentDocument, hash: parsed.sourceHash };
  const candidate = { ...file, id: definition.name, wants: wantsOfText(file), accepted, refusal: null };
  const found = court.tryOut(candidate, (engine) => checkComponent(engine, file.text, file.path));
  if (found.length > 0) return refused('invalid', found, file, court, definition.name);
  return { accepted, refusal: null };
}

/** One name in two files is fine while the newer version keeps what the older one promised (E5). */
function nameConflict(own: ComponentDefinition, file: RegistryFile, parsed: Parsed, court: Court): Diagnostic | null {
  const { name, version } = own;
  if (name.startsWith('core/')) {
    return report('UI3031', { name, files: [file.path, 'the engine itself'], why: null }, placeOf(parsed));
  }
  for (const other of court.snapshot.files.values()) {
    const theirs = other.accepted?.definition;
    if (other.path === file.path || theirs?.name !== name || file.released || other.released) continue;
    const why = clash(own, theirs, court);
    if (why === null) continue;
    const files = [`${other.path} (${theirs.version})`, `${file.path} (${version})`];
    return report('UI3031', { name, files, why }, placeOf(parsed));
  }
  return null;
}

/** Why two versions of one type cannot stand side by side in a project; null when they can. */
function clash(a: ComponentDefinition, b: ComponentDefinition, court: Court): string | null {
  if (a.version === b.version) return 'both say they are the same version';
  if (semver.major(a.version) !== semver.major(b.version)) return 'their major versions differ';
  const [older, newer] = semver.lt(a.version, b.version) ? [a, b] : [b, a];
  const [first] = compareWith(court)(older, newer);
  return first ? `in the newer one ${first.reason}` : null;
}

/** A version may add; what an older one of the same major offered stays (E4). */
function brokenPromise(own: ComponentDefinition, file: RegistryFile, parsed: Parsed, court: Court): Diagnostic | null {
  const promised = court.history.promised(own.name, own.version);
  if (!promised) return null;
  const [first, ...others] = compareWith(court)(promised, own);
  if (!first) return null;
  const params = {
    name: own.name,
    version: own.version,
    file: file.path,
    promised: promised.version,
    source: promised.file ?? file.path,
    changes: [first, ...others].map(({ reason }) => reason),
    next: `${semver.major(own.version) + 1}.0.0`,
  };
  return report('UI3032', params, { ...placeOf(parsed), pointer: first.pointer, locator: parsed.locator });
}

const compareWith = ({ compare }: Court): CompareContracts => compare ?? breakingChanges;

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
