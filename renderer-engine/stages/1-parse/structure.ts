import { oneOf } from '../../diagnostics/define.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { Place } from '../../diagnostics/report.ts';
import { followsRule, type NameRule } from '../../document/names.ts';
import { step } from '../../document/pointer.ts';
import { checkProfile } from '../../document/schema-profile.ts';
import { type ObjectShape, type Shape, shapeOf } from '../../document/shapes/shape.ts';
import type { Json } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import { fitsShape, hasDefaultSlot } from './fits-shape.ts';
import { describe, describeJson, fitsScalar, isMap, jsonTypeOf, lower, short, typeOfJson } from './json-words.ts';
import { missingKey, unknownKey } from './object-keys.ts';
import { edit, replaceFix, tell, type Walk } from './structure-walk.ts';

export interface Checked {
  /** The value without its ill-formed parts; the very same value when there were none. */
  readonly value: Json | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a value against a shape and drops what does not fit, so that later stages can trust what is left. */
export function checkStructure(
  value: Json,
  shape: Shape,
  place: Omit<Place, 'pointer'>,
  limits: Limits,
  sound?: Walk['sound'],
): Checked {
  if (fitsShape(value, shape, { nodes: 0, most: limits.nodesPerDocument, sound })) return { value, diagnostics: [] };
  return checkClosely(value, shape, place, limits, sound);
}

/** The same without the quick way: in words what does not fit. */
export function checkClosely(
  value: Json,
  shape: Shape,
  place: Omit<Place, 'pointer'>,
  limits: Limits,
  sound?: Walk['sound'],
): Checked {
  const walk: Walk = { diagnostics: [], place, limits, sound, nodes: 0, node: undefined };
  const checked = check(value, shape, '', 'The document', walk);
  return { value: checked, diagnostics: walk.diagnostics };
}

/** The value to keep, or undefined to drop it. `what` names the value in messages. */
function check(value: Json, shape: Shape, pointer: string, what: string, walk: Walk): Json | undefined {
  switch (shape.kind) {
    case 'any':
      return value;
    case 'text':
      return checkText(value, shape, pointer, what, walk);
    case 'schema':
      return checkSchema(value, shape.conditions ?? false, pointer, walk);
    case 'list':
      return checkList(value, shapeOf(shape.items), pointer, what, walk);
    case 'map':
      return checkMap(value, shape.names, shapeOf(shape.values), pointer, what, walk);
    case 'object':
      return checkObject(value, shape, pointer, what, walk);
    case 'tagged':
      return checkTagged(value, shape, pointer, what, walk);
    case 'either': {
      const fitting = shape.shapes.find((one) => jsonTypeOf(one) === typeOfJson(value));
      return fitting ? check(value, fitting, pointer, what, walk) : wrong(value, shape, pointer, what, walk);
    }
    default:
      return fitsScalar(value, shape) ? value : wrong(value, shape, pointer, what, walk);
  }
}

function checkText(
  value: Json,
  shape: Extract<Shape, { kind: 'text' }>,
  pointer: string,
  what: string,
  walk: Walk,
): Json | undefined {
  if (typeof value !== 'string') return wrong(value, shape, pointer, what, walk);
  if (shape.values && !shape.values.includes(value)) {
    const nearest = nearestName(value, shape.values);
    const fixes = nearest ? [replaceFix(pointer, value, nearest)] : [];
    const params = { what, expected: describe(shape), found: `"${short(value)}"` };
    return tell('UI2004', params, { pointer }, walk, { fixes });
  }
  if (shape.name && !followsRule(value, shape.name)) {
    return tell('UI2017', { name: short(value), what: shape.name.what, rule: shape.name.rule }, { pointer }, walk);
  }
  return value;
}

function checkSchema(value: Json, conditions: boolean, pointer: string, walk: Walk): Json | undefined {
  const problems = checkProfile(value, pointer, conditions);
  for (const { pointer, problem, atKey } of problems) tell('UI2015', { problem }, { pointer, atKey }, walk);
  return problems.length === 0 ? value : true;
}

function checkList(value: Json, items: Shape, pointer: string, what: string, walk: Walk): Json | undefined {
  if (!Array.isArray(value)) {
    const fixes =
      value === null ? [] : [{ title: 'Put it into a list', safe: true, edits: [edit('replace', pointer, [value])] }];
    return tell('UI2004', { what, expected: 'a list', found: describeJson(value) }, { pointer }, walk, { fixes });
  }
  let kept: Json[] | null = null;
  for (let index = 0; index < value.length; index++) {
    const item = check(value[index]!, items, `${pointer}/${index}`, `An item of ${lower(what)}`, walk);
    if (item === value[index] && !kept) continue;
    kept ??= value.slice(0, index);
    if (item !== undefined) kept.push(item);
  }
  return kept ?? value;
}

function checkMap(
  value: Json,
  names: NameRule,
  values: Shape,
  pointer: string,
  what: string,
  walk: Walk,
): Json | undefined {
  if (!isMap(value))
    return tell('UI2004', { what, expected: 'an object', found: describeJson(value) }, { pointer }, walk);
  let kept: Record<string, Json> | null = null;
  for (const key in value) {
    const at = step(pointer, key);
    const item = followsRule(key, names)
      ? check(value[key]!, values, at, `"${short(key)}"`, walk)
      : tell('UI2017', { name: short(key), what: names.what, rule: names.rule }, { pointer: at, atKey: true }, walk);
    kept = keep(kept, value, key, item);
  }
  return kept ?? value;
}

function checkTagged(
  value: Json,
  shape: Extract<Shape, { kind: 'tagged' }>,
  pointer: string,
  what: string,
  walk: Walk,
): Json | undefined {
  if (!isMap(value)) return wrong(value, shape, pointer, what, walk);
  // What a reference brings along is checked where it is written.
  if (Object.hasOwn(value, '$ref') && !Object.hasOwn(value, shape.tag)) return value;
  const tag = Object.hasOwn(value, shape.tag) ? value[shape.tag] : undefined;
  if (tag === undefined)
    return tell('UI2016', { key: shape.tag, where: shape.title }, { pointer, atStart: true }, walk);
  const found = typeof tag === 'string' && Object.hasOwn(shape.cases, tag) ? shape.cases[tag] : undefined;
  if (found) return checkObject(value, found, pointer, what, walk);
  const nearest = typeof tag === 'string' ? nearestName(tag, Object.keys(shape.cases)) : null;
  const at = step(pointer, shape.tag);
  const fixes = nearest ? [replaceFix(at, String(tag), nearest)] : [];
  const params = { what: `"${shape.tag}"`, expected: oneOf(Object.keys(shape.cases)), found: describeJson(tag) };
  return tell('UI2004', params, { pointer: at }, walk, { fixes });
}

function checkObject(value: Json, shape: ObjectShape, pointer: string, what: string, walk: Walk): Json | undefined {
  if (!isMap(value)) return wrong(value, shape, pointer, what, walk);
  if (isKnownSound(value, shape, walk)) return value;
  const before = { nodes: walk.nodes, diagnostics: walk.diagnostics.length };
  const outer = walk.node;
  if (shape.isNode) {
    if (typeof value['id'] === 'string') walk.node = value['id'];
    walk.nodes++;
    if (walk.nodes > walk.limits.nodesPerDocument) return tooManyNodes(pointer, walk);
  }
  let kept: Record<string, Json> | null = null;
  let complete = true;
  for (const key in value) {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known) {
      const item = check(value[key]!, shapeOf(known.shape), `${pointer}/${key}`, `"${key}"`, walk);
      kept = keep(kept, value, key, item ?? known.fallback);
      if (item === undefined && (known.required || known.vital) && known.fallback === undefined) complete = false;
    } else if (!shape.open && !(shape.referable && key === '$ref')) {
      kept = keep(kept, value, key, unknownKey(value, key, shape, pointer, walk));
    }
  }
  if (shape.isNode && Object.hasOwn(value, 'children') && hasDefaultSlot(value)) {
    kept = keep(kept, value, 'children', tell('UI2009', {}, { pointer: `${pointer}/children`, atKey: true }, walk));
  }
  for (const key in shape.keys) {
    const known = shape.keys[key]!;
    if (!known.required || Object.hasOwn(value, key)) continue;
    if (shape.referable && key !== 'id' && Object.hasOwn(value, '$ref')) continue;
    missingKey(value, key, known, shape, pointer, walk);
    if (known.fallback === undefined) complete = false;
    else kept = { ...(kept ?? value), [key]: known.fallback };
  }
  walk.node = outer;
  if (shape.isNode && complete && !kept && walk.diagnostics.length === before.diagnostics) {
    walk.sound?.set(value, { shape, nodes: walk.nodes - before.nodes });
  }
  return complete ? (kept ?? value) : undefined;
}

/** A node in which nothing was wrong the last time, and that is the very same now. */
function isKnownSound(value: object, shape: ObjectShape, walk: Walk): boolean {
  const known = shape.isNode ? walk.sound?.get(value) : undefined;
  if (known?.shape !== shape || walk.nodes + known.nodes > walk.limits.nodesPerDocument) return false;
  walk.nodes += known.nodes;
  return true;
}

function tooManyNodes(pointer: string, walk: Walk): undefined {
  const most = walk.limits.nodesPerDocument;
  if (walk.nodes > most + 1) return undefined;
  return tell(
    'UI9001',
    { limit: 'the number of nodes in this document', value: `more than ${most}`, most },
    { pointer },
    walk,
  );
}

const wrong = (value: Json, shape: Shape, pointer: string, what: string, walk: Walk): undefined =>
  tell('UI2004', { what, expected: describe(shape), found: describeJson(value) }, { pointer }, walk);

function keep(
  kept: Record<string, Json> | null,
  value: Readonly<Record<string, Json>>,
  key: string,
  item: Json | undefined,
): Record<string, Json> | null {
  if (item === value[key] && (!kept || kept[key] === item)) return kept;
  const copy = kept ?? { ...value };
  if (item === undefined) delete copy[key];
  else copy[key] = item;
  return copy;
}
