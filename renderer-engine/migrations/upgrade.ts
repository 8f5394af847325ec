import semver from 'semver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import { lockEntryOf } from '../document/lock-file.ts';
import type { ComponentDocument } from '../document/types.ts';
import type { Compiled } from '../engine.ts';
import { parse } from '../stages/1-parse/parse.ts';
import { parsedDocuments } from '../stages/2-resolve/parsed-documents.ts';
import { wantedOf } from '../stages/2-resolve/versions.ts';
import type { FrontContext, Parsed } from '../stages/flow.ts';
import type { Migration } from './migration.ts';
import { type UpgradeChange, type UpgradeTarget, upgradeText } from './upgrade-document.ts';

/** What upgrading a document would come to; nothing is written. */
export interface Upgrade {
  /** The new text; the old one when there is nothing to upgrade. */
  readonly text: string;
  readonly changes: readonly UpgradeChange[];
  readonly notes: readonly string[];
  /** UI8005 for errors that the newer versions cause and no migration mends; errors of a text that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface UpgradeOptions {
  readonly file?: string;
  /** Aliases to upgrade; all by default. */
  readonly aliases?: readonly string[];
}

interface Upgrading extends FrontContext {
  readonly compile: (text: string, file: string | undefined) => Compiled;
}

/** Moves a document to the newest versions of the components it uses, by their migrations (language.md 5.6). */
export function upgrade(text: string, { file, aliases }: UpgradeOptions, context: Upgrading): Upgrade {
  const parsed = parse(text, file, context.limits);
  const nothing = { text, changes: [], notes: [] };
  if (!parsed.document || parsed.diagnostics.some(({ severity }) => severity === 'error'))
    return { ...nothing, diagnostics: parsed.diagnostics };
  const targets = targetsOf(parsed, context).filter(({ alias }) => aliases?.includes(alias) ?? true);
  if (targets.length === 0) return { ...nothing, diagnostics: [] };
  const upgraded = upgradeText(text, targets);
  return { ...upgraded, diagnostics: unmended(text, upgraded.text, targets, file, context) };
}

function targetsOf({ document }: Parsed, context: FrontContext): readonly UpgradeTarget[] {
  const documents = parsedDocuments(context);
  return Object.entries(document?.uses ?? {}).flatMap(([alias, reference]): readonly UpgradeTarget[] => {
    const { id, range } = wantedOf(reference);
    const from = writtenFor(id, range, context);
    const newest = documents
      .versions(id)
      .filter((one) => one.document?.kind === 'component' && semver.prerelease(one.document.version) === null)
      .sort((a, b) => semver.rcompare(a.document!.version, b.document!.version))[0]?.document as
      | ComponentDocument
      | undefined;
    if (!newest || from === null || !semver.gt(newest.version, from)) return [];
    const migrations = migrationsOf(newest);
    const isNeeded =
      !semver.satisfies(newest.version, range) || migrations.some((one) => semver.satisfies(from, one.from));
    return isNeeded ? [{ alias, id, from, to: newest.version, migrations }] : [];
  });
}

/** The version instances were written for: the locked one, else the least the range allows. */
function writtenFor(id: string, range: string, { lock }: FrontContext): string | null {
  const least = semver.validRange(range) === null ? null : (semver.minVersion(range)?.version ?? null);
  if (least === null || !lock) return least;
  const locked = lockEntryOf(lock, id, least)?.version;
  return locked !== undefined && semver.satisfies(locked, range) ? locked : least;
}

export const migrationsOf = ({ migrations = [] }: ComponentDocument): readonly Migration[] =>
  migrations as unknown as readonly Migration[];

/** Errors that were not there before stand where no migration led further. */
function unmended(
  before: string,
  after: string,
  targets: readonly UpgradeTarget[],
  file: string | undefined,
  { compile }: Upgrading,
): readonly Diagnostic[] {
  const errors = (text: string) => compile(text, file).diagnostics.filter(({ severity }) => severity === 'error');
  const known = new Set(errors(before).map(({ message }) => message));
  const names = targets.map(({ id, from, to }) => `"${id}" from ${from} to ${to}`).join(', ');
  return errors(after)
    .filter(({ message }) => !known.has(message))
    .map((found) => {
      const place = { pointer: found.pointer, range: found.range, node: found.node, file, document: found.document };
      return report('UI8005', { what: names, problem: found.message }, place);
    });
}

/** The alias under which `unmigrated` tries examples. */
const alias = 'Example';

/**
 * Examples of an older version that its migrations do not turn into valid instances of the newer one: the ids with what
 * is wrong with them. A release ships migrations for all of them.
 */
export function unmigrated(
  before: ComponentDocument,
  after: ComponentDocument,
  compile: (text: string) => Compiled,
): readonly { readonly example: string; readonly problem: string }[] {
  const target = { alias, id: after.id, from: before.version, to: after.version, migrations: migrationsOf(after) };
  return (before.examples ?? []).flatMap(({ id, props = {}, slots = {} }) => {
    const page = {
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'draft/example',
      version: '1.0.0',
      title: id,
      uses: { ...after.uses, [alias]: `${after.id}@*` },
      view: { id, type: alias, props, slots },
    };
    const { text } = upgradeText(JSON.stringify(page, null, 2), [target]);
    const problem = compile(text).diagnostics.find(({ severity }) => severity === 'error');
    return problem ? [{ example: id, problem: problem.message }] : [];
  });
}
