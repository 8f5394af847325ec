import type { Json, JsonObject } from '../document/types.ts';
import type { Migrated, Operation, Wrapper } from './migration.ts';
import { substituted } from './substitute.ts';

/** Runs operations on one instance. Pure and total: what an operation does not find it leaves alone. */
export function migrateNode(node: JsonObject, operations: readonly Operation[]): Migrated {
  let current = node;
  const wrappers: Wrapper[] = [];
  const notes: string[] = [];
  for (const operation of operations) {
    if (operation.op === 'wrap') {
      const slot = operation.slot ?? 'default';
      wrappers.push({ node: { id: `${idOf(node)}-${operation.slot ?? 'wrap'}`, ...operation.node }, slot });
    } else current = apply(current, operation, notes);
  }
  return { node: current, wrappers, notes };
}

const idOf = (node: JsonObject): string => (typeof node['id'] === 'string' ? node['id'] : 'node');

function apply(node: JsonObject, operation: Exclude<Operation, { op: 'wrap' }>, notes: string[]): JsonObject {
  const props = mapOf(node['props']);
  switch (operation.op) {
    case 'rename': {
      if (!has(props, operation.prop)) return node;
      // What is written under the new name already was meant for the new version.
      if (has(props, operation.to)) return withProps(node, without(props, operation.prop));
      const renamed = Object.entries(props).map(([name, value]) => [
        name === operation.prop ? operation.to : name,
        value,
      ]);
      return withProps(node, Object.fromEntries(renamed));
    }
    case 'mapValue':
      return has(props, operation.prop)
        ? withProps(node, { ...props, [operation.prop]: mapped(props[operation.prop]!, operation.map) })
        : node;
    case 'default':
      return has(props, operation.prop) ? node : withProps(node, { ...props, [operation.prop]: operation.value });
    case 'drop':
      return has(props, operation.prop) ? withProps(node, without(props, operation.prop)) : node;
    case 'compute':
      return withProps(node, { ...props, [operation.prop]: substituted(operation.value, { props }) });
    case 'retype':
      return { ...node, type: operation.type };
    case 'propToSlot':
      return propToSlot(node, props, operation);
    case 'slotToProp':
      return slotToProp(node, props, operation, notes);
  }
}

/** `${status}` becomes a look-up, so that values which are known only at run time are mapped as well. */
function mapped(value: Json, map: Readonly<Record<string, Json>>): Json {
  if (typeof value !== 'string') return has(map, String(value)) ? map[String(value)]! : value;
  const hole = /^\$\{(.*)\}$/s.exec(value)?.[1];
  if (hole === undefined || value.slice(2).includes('${')) return has(map, value) ? map[value]! : value;
  const entries = Object.entries(map).map(([from, to]) => `${quoted(from)}: ${literal(to)}`);
  return `\${{ ${entries.join(', ')} }[${hole.trim()}] ?? (${hole.trim()})}`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const literal = (value: Json): string => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));

function propToSlot(
  node: JsonObject,
  props: JsonObject,
  { prop, slot, node: template }: Extract<Operation, { op: 'propToSlot' }>,
): JsonObject {
  if (!has(props, prop)) return node;
  const made = { id: `${idOf(node)}-${slot}`, ...(withValue(template, props[prop]!) as JsonObject) };
  const slots = mapOf(node['slots']);
  const isDefault = slot === 'default' && Array.isArray(node['children']);
  const own = (isDefault ? node['children'] : slots[slot]) ?? [];
  const filled = [...(Array.isArray(own) ? own : []), made];
  const rest = withProps(node, without(props, prop));
  return isDefault ? { ...rest, children: filled } : { ...rest, slots: { ...slots, [slot]: filled } };
}

/** `${value}` alone keeps the type of what the prop was; in words it is put in. */
function withValue(template: Json, value: Json): Json {
  if (typeof template === 'string') return substituted(template, { value });
  if (Array.isArray(template)) return template.map((item: Json) => withValue(item, value));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, withValue(item as Json, value)]));
}

function slotToProp(
  node: JsonObject,
  props: JsonObject,
  { slot, prop }: Extract<Operation, { op: 'slotToProp' }>,
  notes: string[],
): JsonObject {
  const slots = mapOf(node['slots']);
  const isDefault = slot === 'default' && Array.isArray(node['children']);
  const content = isDefault ? node['children'] : slots[slot];
  if (!Array.isArray(content)) return node;
  const text = content.length === 1 ? textOf(content[0] as Json) : undefined;
  if (text === undefined) {
    if (content.length > 0)
      notes.push(`The slot "${slot}" of "${idOf(node)}" is more than text, so it was kept. Move it by hand.`);
    return node;
  }
  const rest = isDefault ? without(node, 'children') : withSlots(node, without(slots, slot));
  return has(props, prop) ? rest : withProps(rest, { ...props, [prop]: text });
}

/** A text node, or a Text that is nothing but its text. */
function textOf(node: Json): Json | undefined {
  if (typeof node === 'string') return node;
  const { id: _, type, props, ...rest } = mapOf(node);
  return type === 'Text' && Object.keys(rest).length === 0 ? mapOf(props)['text'] : undefined;
}

const mapOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const has = (map: object, name: string): boolean => Object.hasOwn(map, name);
const without = (map: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

/** No empty `props` where there were none. */
const withProps = (node: JsonObject, props: JsonObject): JsonObject =>
  Object.keys(props).length === 0 && !has(node, 'props') ? node : { ...node, props };
const withSlots = (node: JsonObject, slots: JsonObject): JsonObject =>
  Object.keys(slots).length === 0 ? without(node, 'slots') : { ...node, slots };
