import semver from 'semver';
import { step } from '../document/pointer.ts';
import { namesOf, own, schemaChanges } from './compare-inputs.ts';
import { pageChanges } from './compare-pages.ts';
import { slotChanges } from './compare-slots.ts';
import type { Bump, Change, ComponentContract, DocumentContract } from './contract.ts';
import { changeOf, type Found } from './rules.ts';

/** What else is known besides the two contracts. */
export interface CompareContext {
  /** Versions of the engine that hosts run, when they are known: raising `requires.core` below them is no break. */
  readonly hosts?: readonly string[];
  /** Ids of nodes that other documents name in their overrides. */
  readonly namedElsewhere?: ReadonlySet<string>;
}

/** Every difference between two versions of a document, judged by the table of language.md 10.3; most severe first. */
export function contractChanges(
  before: DocumentContract,
  after: DocumentContract,
  context: CompareContext = {},
): readonly Change[] {
  const found = before.kind === after.kind ? changesOf(before, after, context) : [kindChanged(before, after)];
  const isSilent = found.length === 0 && before.whole !== after.whole;
  const shown = before.content !== after.content || isSilent ? [changeOf('content/changed', 'What is shown', '')] : [];
  return [...found, ...shown]
    .sort((a, b) => weights[b.bump] - weights[a.bump] || (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0))
    .map((change) => ({
      ...change,
      before: change.before ?? null,
      after: change.after ?? null,
      against: before.version,
    }));
}

const weights: Readonly<Record<Bump, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

/** The smallest bump that says what these changes are. */
export const bumpOf = (changes: readonly Pick<Change, 'bump'>[]): Bump =>
  changes.reduce<Bump>((bump, change) => (weights[change.bump] > weights[bump] ? change.bump : bump), 'none');

/**
 * The version a bump leads to. Below 1.0.0 the second number stands for the first, as ranges read it: `^0.2.0` ends at
 * 0.3.0.
 */
export function nextVersion(version: string, bump: Bump): string {
  if (bump === 'none') return version;
  const own = semver.major(version) > 0 ? bump : bump === 'major' ? 'minor' : 'patch';
  return semver.inc(version, own) ?? version;
}

const kindChanged = (before: DocumentContract, after: DocumentContract): Found =>
  changeOf('kind/changed', 'The kind of document', '/kind', before.kind, after.kind);

function changesOf(before: DocumentContract, after: DocumentContract, context: CompareContext): readonly Found[] {
  return [
    ...requirementChanges(before, after, context),
    ...dependencyChanges(before, after),
    ...definitionChanges(before, after),
    ...messageChanges(before, after),
    ...(before.page && after.page ? pageChanges(before.page, after.page, context.namedElsewhere ?? new Set()) : []),
    ...(before.component && after.component ? componentChanges(before.component, after.component) : []),
    ...tokenChanges(before, after),
  ];
}

function requirementChanges(
  before: DocumentContract,
  after: DocumentContract,
  { hosts }: CompareContext,
): readonly Found[] {
  const [one, other] = [before.requires.core ?? '*', after.requires.core ?? '*'];
  const changes: Found[] = [];
  if (one !== other && !semver.subset(one, other)) {
    const isOffered = hosts !== undefined && hosts.length > 0 && hosts.every((host) => semver.satisfies(host, other));
    const rule = isOffered ? 'requires/core-offered' : 'requires/core';
    changes.push(changeOf(rule, '"requires.core"', '/requires/core', one, other));
  }
  for (const feature of after.requires.features) {
    if (!before.requires.features.includes(feature))
      changes.push(changeOf('requires/feature', `The feature "${feature}"`, '/requires/features', null, feature));
  }
  return changes;
}

/** Dependencies are inlined, so what they change for others shows in the rest of the contract. */
function dependencyChanges(before: DocumentContract, after: DocumentContract): readonly Found[] {
  return namesOf(before.dependencies, after.dependencies).flatMap((id) => {
    const [one, other] = [own(before.dependencies, id), own(after.dependencies, id)];
    if (one === other) return [];
    if (one === undefined) return [changeOf('dependency/added', `"${id}"`, '/uses', null, other)];
    if (other === undefined) return [changeOf('dependency/removed', `"${id}"`, '/uses', one)];
    const rule = majorOf(one) === majorOf(other) ? 'dependency/minor' : 'dependency/major';
    return [changeOf(rule, `"${id}"`, '/uses', one, other)];
  });
}

const majorOf = (range: string): number | null => {
  try {
    return semver.minVersion(range)?.major ?? null;
  } catch {
    return null;
  }
};

function definitionChanges(before: DocumentContract, after: DocumentContract): readonly Found[] {
  return namesOf(before.defs, after.defs).flatMap((name) => {
    const what = `The definition "${name}"`;
    const pointer = `/defs/${name}`;
    const [one, other] = [own(before.defs, name), own(after.defs, name)];
    if (!one) return [changeOf('definition/added', what, pointer)];
    if (!other) return [changeOf('definition/removed', what, pointer)];
    if (one.schema === null || other.schema === null)
      return one.content === other.content ? [] : [changeOf('definition/content', what, pointer)];
    const type = name.slice(name.indexOf('/') + 1);
    const at = (path: string): string => (path === '' ? `The type "${type}"` : `"${path}" of the type "${type}"`);
    return schemaChanges('type', at, pointer, one.schema, other.schema);
  });
}

function messageChanges(before: DocumentContract, after: DocumentContract): readonly Found[] {
  return namesOf(before.messages, after.messages).flatMap((key) => {
    const what = `The message "${key}"`;
    const [one, other] = [own(before.messages, key), own(after.messages, key)];
    if (!one) return [changeOf('message/added', what, '/messages', null, key)];
    if (!other) return [changeOf('message/removed', what, '/messages', key)];
    return one.join() === other.join() ? [] : [changeOf('message/arguments', what, '/messages', one, other)];
  });
}

function componentChanges(before: ComponentContract, after: ComponentContract): readonly Found[] {
  const named = (word: string, at: string): string => `The ${word} "${at}"`;
  return [
    ...schemaChanges(
      'prop',
      (at) => (at === '' ? 'The props' : named('prop', at)),
      '/props',
      before.props,
      after.props,
    ),
    ...slotChanges(before.slots, after.slots, '/slots'),
    ...namesOf(before.events, after.events).flatMap((name) => {
      const what = named('event', name);
      const pointer = step('/events', name);
      const [one, other] = [own(before.events, name), own(after.events, name)];
      if (one === undefined) return [changeOf('event/added', what, pointer)];
      if (other === undefined) return [changeOf('event/removed', what, pointer)];
      return schemaChanges(
        'event-detail',
        (at) => (at === '' ? `The detail of the event "${name}"` : `"${at}" in the detail of the event "${name}"`),
        `${pointer}/detail`,
        one ?? true,
        other ?? true,
      );
    }),
    ...after.parts
      .filter((part) => !before.parts.includes(part))
      .map((part) => changeOf('part/added', named('part', part), '/parts')),
    ...before.parts
      .filter((part) => !after.parts.includes(part))
      .map((part) => changeOf('part/removed', named('part', part), '/parts')),
    ...namesOf(before.tokens, after.tokens).flatMap((name) => {
      const what = named('token', name);
      const [one, other] = [own(before.tokens, name), own(after.tokens, name)];
      if (one === other) return [];
      const rule = one === undefined ? 'token/added' : other === undefined ? 'token/removed' : 'token/type';
      return [changeOf(rule, what, step('/tokens', name), one, other)];
    }),
    ...schemaChanges(
      'value',
      () => 'The value it binds',
      '/valueType',
      before.valueType ?? true,
      after.valueType ?? true,
    ),
  ];
}

function tokenChanges(before: DocumentContract, after: DocumentContract): readonly Found[] {
  return namesOf(before.tokens, after.tokens).flatMap((path) => {
    const what = `The token "${path}"`;
    const [one, other] = [own(before.tokens, path), own(after.tokens, path)];
    if (!one) return [changeOf('token/added', what, '/tokens', null, path)];
    if (!other) return [changeOf('token/removed', what, '/tokens', path)];
    return one.value === other.value ? [] : [changeOf('token/value', what, '/tokens', path, path)];
  });
}
