import { step } from '../document/pointer.ts';
import { itemPart, propertyPart } from '../document/schema-part.ts';
import type { JsonSchema } from '../document/types.ts';
import type { FormContract } from './contract.ts';
import { changeOf, type Found, type RuleId } from './rules.ts';
import { refusals, type SchemaDifferenceKind, schemaDifferences } from './schema-differences.ts';

/** Families of rules that judge the differences of a schema. */
type SchemaFamily = 'param' | 'prop' | 'type' | 'event-detail' | 'context' | 'value' | 'data';

/** The differences of one schema, judged as an input of its family; `name` says whose it is. */
export function schemaChanges(
  family: SchemaFamily,
  name: (at: string) => string,
  pointer: string,
  before: JsonSchema,
  after: JsonSchema,
): readonly Found[] {
  return schemaDifferences(before, after).map(({ kind, pointer: inside, at, ...sides }) =>
    changeOf(`${family}/${kind}` as RuleId, name(at), `${pointer}${inside}`, sides.before, sides.after),
  );
}

/** Params of a page: like the properties of one closed object, required when a path names them or nothing stands in. */
export function paramChanges(
  before: Readonly<Record<string, JsonSchema>>,
  after: Readonly<Record<string, JsonSchema>>,
  isRequired: (name: string) => boolean,
): readonly Found[] {
  const changes: Found[] = [];
  for (const name of namesOf(before, after)) {
    const what = `The param "${name}"`;
    const pointer = step('/params', name);
    const [one, other] = [own(before, name), own(after, name)];
    if (one === undefined)
      changes.push(
        changeOf(isRequired(name) ? 'param/added-required' : 'param/added-optional', what, pointer, null, other),
      );
    else if (other === undefined) changes.push(changeOf('param/removed', what, pointer, one));
    else changes.push(...schemaChanges('param', () => what, pointer, one, other));
  }
  return changes;
}

/**
 * A form's value is an output: what it sends must be what its call takes. Where the call is not known, more than before
 * counts as too much.
 */
export function formChanges(name: string, before: FormContract, after: FormContract): readonly Found[] {
  const pointer = step('/forms', name);
  const changes: Found[] = [];
  if (before.call !== after.call)
    changes.push(changeOf('form/call', `The form "${name}"`, `${pointer}/submit`, before.call, after.call));
  const refused = new Set(after.takes === null ? [] : refusals(after.takes, after.schema).map(({ at }) => at));
  const isTaken = (at: string): boolean => after.call === null || (after.takes !== null && !refused.has(at));
  for (const { kind, pointer: inside, at, ...sides } of schemaDifferences(before.schema, after.schema)) {
    const what = `The field "${at}" of the form "${name}"`;
    const place = `${pointer}/schema${inside}`;
    changes.push(changeOf(formRule(kind, at, after, isTaken), what, place, sides.before, sides.after));
  }
  for (const id of namesOf(before.rules, after.rules)) {
    const [one, other] = [own(before.rules, id), own(after.rules, id)];
    if (one === other) continue;
    const rule =
      one === undefined ? 'form/rule-added' : other === undefined ? 'form/rule-removed' : 'form/rule-changed';
    changes.push(
      changeOf(rule, `The rule "${id}" of the form "${name}"`, `${pointer}/rules`, one ?? null, other ?? null),
    );
  }
  return changes;
}

function formRule(
  kind: SchemaDifferenceKind,
  at: string,
  { takes }: FormContract,
  isTaken: (at: string) => boolean,
): RuleId {
  switch (kind) {
    case 'added-optional':
    case 'added-required':
      return isTaken(at) && declares(takes, at) ? 'form/field-accepted' : 'form/field-refused';
    case 'removed':
      return isTaken(at) ? 'form/field-dropped' : 'form/field-needed';
    case 'widened':
    case 'optional':
      return isTaken(at) ? 'form/widened' : 'form/beyond-call';
    case 'narrowed':
    case 'required':
      return 'form/narrowed';
    case 'default':
      return 'form/default';
    case 'changed':
      return isTaken(at) ? 'form/widened' : 'form/changed';
  }
}

/** Calls are closed: a field they do not declare is refused. Where nothing is known, nothing is refused here. */
function declares(schema: JsonSchema | null, at: string): boolean {
  if (schema === null || typeof schema === 'boolean') return schema !== false;
  let place: JsonSchema | undefined = schema;
  for (const part of at.split('.')) {
    const items: number = (part.match(/\[\]/g) ?? []).length;
    const name = part.replaceAll('[]', '');
    if (typeof place !== 'object') return place === true;
    const rest = place['additionalProperties'];
    place = propertyPart(place, name);
    if (place === undefined) return rest !== undefined && rest !== false;
    for (let count = 0; count < items && typeof place === 'object'; count++) place = itemPart(place);
  }
  return true;
}

export const namesOf = (before: object, after: object): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();

export const own = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
