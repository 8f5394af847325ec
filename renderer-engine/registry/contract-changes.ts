import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { ComponentDefinition } from './definition.ts';

/** Something that works with the older definition and not with the newer one. */
export interface BreakingChange {
  /** Pointer into the component document. */
  readonly pointer: string;
  /** What changed, as part of a sentence. */
  readonly reason: string;
}

/** Port: what of `after` breaks instances made for `before`; the empty list when nothing does. */
export type CompareContracts = (before: ComponentDefinition, after: ComponentDefinition) => readonly BreakingChange[];

/** The rows of language.md 10.3 that speak of a component's props, slots and events, seen from its instances. */
export const breakingChanges: CompareContracts = (before, after) => [
  ...brokenProps(mapOf(before.props), mapOf(after.props)),
  ...gone('slot', '/slots', Object.keys(before.slots), Object.keys(after.slots)),
  ...newlyRequiredSlots(before, after),
  ...gone('event', '/events', before.events, after.events),
];

function brokenProps(before: JsonObject, after: JsonObject): readonly BreakingChange[] {
  const old = mapOf(before['properties']);
  const now = mapOf(after['properties']);
  const oldRequired = new Set(textsOf(before['required']));
  const pointer = (name: string) => `/props/properties/${name}`;
  return [
    ...gone('property', '/props/properties', Object.keys(old), Object.keys(now)),
    ...textsOf(after['required'])
      .filter((name) => !oldRequired.has(name))
      .map((name) => ({ pointer: pointer(name), reason: `the property "${name}" is now required` })),
    ...Object.keys(old)
      .filter((name) => Object.hasOwn(now, name))
      .flatMap((name) => narrowed(name, mapOf(old[name]), mapOf(now[name])))
      .map((reason) => ({ pointer: pointer(reason.name), reason: reason.words })),
  ];
}

/** An instance may hold any value the older schema takes. */
function narrowed(name: string, before: JsonObject, after: JsonObject) {
  const found: { readonly name: string; readonly words: string }[] = [];
  const tell = (words: string) => found.push({ name, words });
  const oldTypes = typesOf(before);
  const newTypes = typesOf(after);
  const lost = newTypes && (oldTypes ?? allTypes).filter((type) => !takes(newTypes, type));
  if (lost && lost.length > 0) tell(`the property "${name}" no longer takes ${lost.join(' or ')}`);
  const values = after['enum'];
  if (Array.isArray(values)) {
    const kept = new Set(values.map((value: Json) => JSON.stringify(value)));
    const old = before['enum'];
    const dropped = Array.isArray(old) ? old.filter((value: Json) => !kept.has(JSON.stringify(value))) : null;
    if (dropped === null) tell(`the property "${name}" now takes only ${JSON.stringify(values)}`);
    else if (dropped.length > 0) {
      tell(`the property "${name}" no longer takes ${dropped.map((value) => JSON.stringify(value)).join(', ')}`);
    }
  }
  for (const [keyword, direction] of bounds) {
    const bound = after[keyword];
    if (typeof bound !== 'number') continue;
    const old = before[keyword];
    if (typeof old !== 'number' || (bound - old) * direction < 0) {
      tell(`"${keyword}" of the property "${name}" is narrower (${bound})`);
    }
  }
  return found;
}

/** Keyword → whether a greater number lets more through (1) or less (-1). */
const bounds = [
  ['maximum', 1],
  ['exclusiveMaximum', 1],
  ['maxLength', 1],
  ['maxItems', 1],
  ['minimum', -1],
  ['exclusiveMinimum', -1],
  ['minLength', -1],
  ['minItems', -1],
] as const;

const allTypes = ['string', 'number', 'boolean', 'array', 'object'];

function typesOf({ type, enum: values }: JsonObject): readonly string[] | null {
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return textsOf(type);
  if (!Array.isArray(values)) return null;
  return [...new Set(values.map((value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)))];
}

const takes = (types: readonly string[], type: string): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

function newlyRequiredSlots(before: ComponentDefinition, after: ComponentDefinition): readonly BreakingChange[] {
  return Object.entries(after.slots)
    .filter(([name, slot]) => slot.required && !before.slots[name]?.required)
    .map(([name]) => ({ pointer: `/slots/${name}`, reason: `the slot "${name}" is now required` }));
}

function gone(what: string, at: string, before: readonly string[], after: readonly string[]) {
  return before
    .filter((name) => !after.includes(name))
    .map((name): BreakingChange => ({ pointer: at, reason: `the ${what} "${name}" is gone` }));
}

const mapOf = (value: JsonSchema | Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
