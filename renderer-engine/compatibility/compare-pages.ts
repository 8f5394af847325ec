import { canonical } from '../document/canonical.ts';
import { step } from '../document/pointer.ts';
import { formChanges, namesOf, own, paramChanges, schemaChanges } from './compare-inputs.ts';
import { slotChanges } from './compare-slots.ts';
import type { DataContract, PageContract } from './contract.ts';
import { changeOf, type Found } from './rules.ts';

/** Pages and layouts: their address, what they ask of the host, and what documents above them hold on to. */
export function pageChanges(
  before: PageContract,
  after: PageContract,
  namedElsewhere: ReadonlySet<string>,
): readonly Found[] {
  return [
    ...routeChanges(before, after),
    ...accessChanges(before.access, after.access),
    ...paramChanges(before.params, after.params, (name) => isRequired(name, after)),
    ...(canonical(before.context) === canonical(after.context)
      ? []
      : schemaChanges(
          'context',
          (at) => inside('"context"', at),
          '/context',
          before.context ?? true,
          after.context ?? true,
        )),
    ...dataChanges(before.data, after.data),
    ...namesOf(before.forms, after.forms).flatMap((name) => {
      const [one, other] = [own(before.forms, name), own(after.forms, name)];
      if (one && other) return formChanges(name, one, other);
      return [changeOf(one ? 'form/removed' : 'form/added', `The form "${name}"`, step('/forms', name))];
    }),
    ...added(before.calls, after.calls).map((call) => changeOf('call/added', `The call "${call}"`, '', null, call)),
    ...added(after.calls, before.calls).map((call) => changeOf('call/removed', `The call "${call}"`, '', call)),
    ...added(before.emits, after.emits).map((name) => changeOf('event/added', `The event "${name}"`, '', null, name)),
    ...added(after.emits, before.emits).map((name) => changeOf('event/removed', `The event "${name}"`, '', name)),
    ...slotChanges(before.slots, after.slots, '/slots'),
    ...added(after.nodes, before.nodes)
      .filter((id) => before.namedNodes.includes(id) || namedElsewhere.has(id))
      .map((id) => changeOf('node/removed', `The node "${id}"`, '/view', id)),
  ];
}

const added = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((name) => !before.includes(name));

const inside = (name: string, at: string): string => (at === '' ? name : `"${at}" of ${name}`);

function isRequired(name: string, { route, params }: PageContract): boolean {
  const schema = params[name];
  if (route?.includes(`{${name}}`)) return true;
  return typeof schema !== 'object' || schema['default'] === undefined;
}

function routeChanges({ route: before }: PageContract, { route: after }: PageContract): readonly Found[] {
  if (before === after) return [];
  return [changeOf(before === null ? 'route/added' : 'route/changed', 'The route', '/route', before, after)];
}

function accessChanges(before: PageContract['access'], after: PageContract['access']): readonly Found[] {
  if (canonical(before) === canonical(after)) return [];
  const rule = letsInAll(after, before) ? 'access/loosened' : 'access/tightened';
  return [changeOf(rule, 'Access', '/access', before, after)];
}

/** Whether everybody whom `some` lets in is let in by `all`. */
function letsInAll(all: PageContract['access'], some: PageContract['access']): boolean {
  if (all === 'public') return true;
  if (some === 'public') return false;
  if (all === 'user') return true;
  return some !== 'user' && some.roles.every((role) => all.roles.includes(role));
}

function dataChanges(
  before: Readonly<Record<string, DataContract>>,
  after: Readonly<Record<string, DataContract>>,
): readonly Found[] {
  return namesOf(before, after).flatMap((name) => {
    const pointer = step('/data', name);
    const [one, other] = [own(before, name), own(after, name)];
    if (!one) return [changeOf('source/added', `The data "${name}"`, pointer, null, other?.source)];
    if (!other) return [changeOf('source/removed', `The data "${name}"`, pointer, one.source)];
    const changes: Found[] = [];
    if (one.source !== other.source)
      changes.push(
        changeOf('source/changed', `The source of "${name}"`, `${pointer}/source`, one.source, other.source),
      );
    if (one.optional !== other.optional)
      changes.push(
        changeOf(
          other.optional ? 'source/optional' : 'source/required',
          `The data "${name}"`,
          `${pointer}/optional`,
          one.optional,
          other.optional,
        ),
      );
    const what = (at: string): string => inside(`the data "${name}"`, at).replace(/^t/, 'T');
    return [...changes, ...schemaChanges('data', what, `${pointer}/schema`, one.schema, other.schema)];
  });
}
