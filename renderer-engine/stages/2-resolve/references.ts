import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { FlattenProblem, SchemaScope } from '../../document/flatten-schema.ts';
import { flattenSchema } from '../../document/flatten-schema.ts';
import { step, valueAt } from '../../document/pointer.ts';
import type { Json, JsonSchema } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { Origin, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';

/** What a `$ref` leads to. */
export interface Target {
  readonly value: Json;
  readonly origin: Origin;
  /** The same for every reference to this place. */
  readonly name: string;
}

/** Follows `$ref`s of documents, and tells the author about those that lead nowhere. */
export interface References {
  /** Looks one up; `origin` is where the `$ref` stands. Null when it leads nowhere, which has been told. */
  follow(reference: string, origin: Origin): Target | null;
  /** An author-written schema without `$ref` and `allOf`; cached per place. */
  schema(schema: JsonSchema, origin: Origin): JsonSchema;
  /** Tells what flattening or intersecting found. */
  tellSchema(problem: FlattenProblem, unit: Unit): void;
}

/** Schemas one flattened schema may hold. */
const mostSchemas = 5_000;
/** Schemas that all flattened schemas of one compilation may hold together. */
const mostTogether = 50_000;

export function newReferences(teller: Teller, limits: Limits): References {
  const scopes = new Map<Unit, SchemaScope>();
  const flattened = new Map<JsonSchema, JsonSchema>();
  const allowance = { left: mostTogether };

  const follow = (reference: string, origin: Origin): Target | null => {
    if (reference.includes('${')) {
      tellUnresolved(reference, null, origin);
      return null;
    }
    const [alias = '', pointer = ''] = reference.split('#');
    const { unit } = origin;
    const owner = alias === '' ? unit : unit.uses.get(alias);
    if (!owner) {
      // An alias that could not be loaded has been told where it is declared.
      if (unit.document.uses && Object.hasOwn(unit.document.uses, alias)) return null;
      const nearest = nearestName(alias, unit.uses.keys());
      tellUnresolved(reference, nearest && `${nearest}#${pointer}`, origin);
      return null;
    }
    if (!pointer.startsWith('/defs/')) {
      teller.tell('UI3004', { ref: reference }, { origin });
      return null;
    }
    const value = valueAt(owner.document, pointer);
    if (value !== undefined) {
      return { value: value as Json, origin: { unit: owner, pointer }, name: `${owner.name}#${pointer}` };
    }
    const nearest = nearestName(pointer, definitionPointers(owner));
    tellUnresolved(reference, nearest && `${alias}#${nearest}`, origin);
    return null;
  };

  const tellUnresolved = (ref: string, nearest: string | null, origin: Origin): void => {
    const edits = [{ op: 'replace', path: origin.pointer, value: nearest } as const];
    const fixes = nearest ? [{ title: `Replace with "${nearest}"`, safe: false, edits }] : [];
    teller.tell('UI3001', { ref, nearest }, { origin }, { fixes });
  };

  const scopeOf = (unit: Unit): SchemaScope => {
    const known = scopes.get(unit);
    if (known) return known;
    const scope: SchemaScope = {
      lookUp(reference, pointer) {
        const target = follow(reference, { unit, pointer });
        if (!target) return null;
        const { value, origin, name } = target;
        return { schema: value as JsonSchema, scope: scopeOf(origin.unit), pointer: origin.pointer, name };
      },
    };
    scopes.set(unit, scope);
    return scope;
  };

  const circles = new Set<string>();
  const tellSchema = (problem: FlattenProblem, unit: Unit): void => {
    const at = { origin: { unit, pointer: problem.pointer } };
    if (problem.kind === 'cycle') {
      // A circle of types is met from each of them, and is one problem.
      const circle = [...new Set(problem.path)].sort().join('\n');
      if (problem.path.every((name) => name.includes('#/defs/types/')) && circles.has(circle)) return;
      circles.add(circle);
      teller.tell('UI3002', { path: problem.path }, at);
    } else if (problem.kind === 'unsatisfiable')
      teller.tell('UI3107', { problem: problem.problem, sources: problem.sources }, at);
    else
      teller.tell(
        'UI9001',
        { limit: 'the size of this schema, references followed', value: `more than ${mostSchemas}`, most: mostSchemas },
        at,
      );
  };

  return {
    follow,
    tellSchema,
    schema(schema, { unit, pointer }) {
      const known = flattened.get(schema);
      if (known !== undefined) return known;
      const tell = (problem: FlattenProblem) => tellSchema(problem, unit);
      const options = { referenceDepth: limits.referenceDepth, most: mostSchemas, allowance, tell };
      const flat = flattenSchema(schema, scopeOf(unit), pointer, options);
      if (typeof schema !== 'boolean') flattened.set(schema, flat);
      return flat;
    },
  };
}

function definitionPointers(unit: Unit): string[] {
  const defs = 'defs' in unit.document ? unit.document.defs : undefined;
  return Object.entries(defs ?? {}).flatMap(([family, entries]) =>
    Object.keys(entries as object).map((name) => step(`/defs/${family}`, name)),
  );
}
