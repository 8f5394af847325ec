import type { DiagnosticCode, DiagnosticParams } from '../../diagnostics/catalog.ts';
import { oneOf } from '../../diagnostics/define.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { type More, type Place, report } from '../../diagnostics/report.ts';
import { followsRule, type NameRule } from '../../document/names.ts';
import { step } from '../../document/pointer.ts';
import { checkProfile } from '../../document/schema-profile.ts';
import { type KeyShape, type ObjectShape, type Shape, shapeOf } from '../../document/shapes/shape.ts';
import type { Json } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';

export interface Checked {
  /** The value without its ill-formed parts; the very same value when there were none. */
  readonly value: Json | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a value against a shape and drops what does not fit, so that later stages can trust what is left. */
export function checkStructure(value: Json, shape: Shape, place: Omit<Place, 'pointer'>, limits: Limits): Checked {
  const walk: Walk = { diagnostics: [], place, limits, nodes: 0, node: undefined };
  const checked = check(value, shape, '', 'The document', walk);
  return { value: checked, diagnostics: walk.diagnostics };
}

interface Walk {
  readonly diagnostics: Diagnostic[];
  readonly place: Omit<Place, 'pointer'>;
  readonly limits: Limits;
  nodes: number;
  /** Id of the node around. */
  node: string | undefined;
}

/** The value to keep, or undefined to drop it. `what` names the value in messages. */
function check(value: Json, shape: Shape, pointer: string, what: string, walk: Walk): Json | undefined {
  switch (shape.kind) {
    case 'any':
      return value;
    case 'text':
      return checkText(value, shape, pointer, what, walk);
    case 'schema':
      return checkSchema(value, pointer, walk);
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
    const params = { what, expected: oneOf(shape.values), found: `"${short(value)}"` };
    return tell('UI2004', params, { pointer }, walk, { fixes });
  }
  if (shape.name && !followsRule(value, shape.name)) {
    return tell('UI2017', { name: short(value), what: shape.name.what, rule: shape.name.rule }, { pointer }, walk);
  }
  return value;
}

function checkSchema(value: Json, pointer: string, walk: Walk): Json | undefined {
  const problems = checkProfile(value, pointer);
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
  return complete ? (kept ?? value) : undefined;
}

function missingKey(
  value: Readonly<Record<string, Json>>,
  key: string,
  known: KeyShape,
  shape: ObjectShape,
  pointer: string,
  walk: Walk,
): void {
  const at = step(pointer, key);
  const add = (content: Json): Fix => ({ title: `Add "${key}"`, safe: false, edits: [edit('add', at, content)] });
  if (key === 'id' && shape.identified) {
    const suggestion = `${kebab(typeof value['type'] === 'string' ? value['type'] : lastWord(shape.title))}-1`;
    tell('UI2002', { what: shape.title, suggestion }, { pointer, atStart: true }, walk, { fixes: [add(suggestion)] });
  } else {
    const fixes = known.fallback !== undefined && known.fallback !== '' ? [add(known.fallback)] : [];
    tell('UI2016', { key, where: shape.title }, { pointer, atStart: true }, walk, { fixes });
  }
}

function unknownKey(
  value: Readonly<Record<string, Json>>,
  key: string,
  shape: ObjectShape,
  pointer: string,
  walk: Walk,
): undefined {
  const free = Object.keys(shape.keys).filter((name) => !Object.hasOwn(value, name));
  const nearest = nearestName(key, free);
  const at = step(pointer, key);
  const rename: Fix = {
    title: `Rename to "${nearest}"`,
    safe: false,
    edits: [{ op: 'move', from: at, path: step(pointer, nearest ?? '') }],
  };
  const remove: Fix = { title: `Remove "${short(key)}"`, safe: false, edits: [{ op: 'remove', path: at }] };
  const fixes = nearest ? [rename, remove] : [remove];
  const params = { key: short(key), where: shape.title, nearest };
  return tell('UI2001', params, { pointer: at, atKey: true }, walk, { fixes });
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

function tell<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams<C>,
  at: Pick<Place, 'pointer' | 'atKey' | 'atStart'>,
  walk: Walk,
  more?: More,
): undefined {
  if (walk.diagnostics.length >= mostDiagnostics) return undefined;
  walk.diagnostics.push(report(code, params, { ...walk.place, node: walk.node, ...at }, more));
  return undefined;
}

/** Nobody reads further; it also bounds the work on a file of nothing but mistakes. */
const mostDiagnostics = 200;

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

const hasDefaultSlot = (value: Readonly<Record<string, Json>>): boolean => {
  const slots = value['slots'];
  return isMap(slots) && Object.hasOwn(slots, 'default');
};

const isMap = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type JsonType = 'null' | 'boolean' | 'number' | 'text' | 'list' | 'object';

function typeOfJson(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value as 'boolean' | 'number' | 'object';
}

const jsonTypes = { map: 'object', object: 'object', tagged: 'object', flag: 'boolean' } as const;

const jsonTypeOf = (shape: Shape): JsonType | null => {
  if (shape.kind === 'any' || shape.kind === 'schema' || shape.kind === 'either') return null;
  return shape.kind in jsonTypes ? jsonTypes[shape.kind as keyof typeof jsonTypes] : (shape.kind as JsonType);
};

function fitsScalar(value: Json, shape: Shape): boolean {
  if (jsonTypeOf(shape) !== typeOfJson(value)) return false;
  if (shape.kind !== 'number' || typeof value !== 'number') return true;
  return value >= (shape.least ?? Number.NEGATIVE_INFINITY) && (!shape.whole || Number.isInteger(value));
}

/** A shape in words, as in "must be …". */
function describe(shape: Shape): string {
  if (shape.kind === 'either') return [...new Set(shape.shapes.map(describe))].join(' or ');
  if (shape.kind === 'text') return shape.values ? oneOf(shape.values) : 'text';
  if (shape.kind === 'number')
    return `a ${shape.whole ? 'whole ' : ''}number${shape.least === undefined ? '' : ` from ${shape.least}`}`;
  if (shape.kind === 'schema') return 'a JSON Schema';
  return inWords[jsonTypeOf(shape) ?? 'object'];
}

const inWords: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  text: 'text',
  list: 'a list',
  object: 'an object',
};

const describeJson = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${short(value)}"`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : inWords[typeOfJson(value)];
};

const edit = (op: 'add' | 'replace', path: string, value: Json) => ({ op, path, value }) as const;
const replaceFix = (pointer: string, old: string, value: string): Fix => ({
  title: `Replace "${short(old)}" with "${value}"`,
  safe: false,
  edits: [edit('replace', pointer, value)],
});
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}…` : value);
const lower = (what: string): string => (what.startsWith('"') ? what : what.charAt(0).toLowerCase() + what.slice(1));
const lastWord = (title: string): string => title.split(' ').at(-1) ?? 'node';
const kebab = (type: string): string =>
  type
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/^[^a-z]+|-+$/g, '') || 'node';
