import type { CoreSlot } from '../../components/component.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { Json, SlotDefinition } from '../../document/types.ts';
import type { Type } from '../../expressions/index.ts';
import type { Origin, ResolvedElement, ResolvedNode } from '../flow.ts';
import { fault, originOf, type Validation } from './validation.ts';

type AnySlot = CoreSlot & Pick<SlotDefinition, 'min'>;

/** The definition behind a slot name, `family:*` and `*` included. */
export function slotDefinition(node: ResolvedElement, name: string): AnySlot | undefined {
  const slots = slotsOf(node);
  if (Object.hasOwn(slots, name)) return slots[name];
  const family = name.includes(':') ? `${name.slice(0, name.indexOf(':'))}:*` : '*';
  if (Object.hasOwn(slots, family)) return slots[family];
  return Object.hasOwn(slots, '*') && !name.includes(':') ? slots['*'] : undefined;
}

const slotsOf = ({ target }: ResolvedElement): Readonly<Record<string, AnySlot>> =>
  target.kind === 'core' ? target.component.slots : ((target.component.body.slots ?? {}) as Record<string, AnySlot>);

/** Where the content of a slot was written. */
export function slotOrigin(node: ResolvedElement, name: string): Origin {
  const own = node.keyOrigins.get(`slots.${name}`);
  if (own) return own;
  const { unit, pointer } = node.origin;
  const sugar = unit.parsed.locator.keyRange(`${pointer}/children`);
  return name === 'default' && sugar
    ? { unit, pointer: `${pointer}/children` }
    : { unit, pointer: step(`${pointer}/slots`, name) };
}

/** Names, number and kinds of what stands in the slots of a node. */
export function checkSlots(node: ResolvedElement, ancestors: readonly ResolvedElement[], validation: Validation): void {
  const { teller } = validation;
  const slots = slotsOf(node);
  for (const name in node.slots) {
    const content = node.slots[name]!;
    if (content.some((one) => one.kind === 'element' && one.derived)) continue;
    const definition = slotDefinition(node, name);
    if (!definition) tellUnknownSlot(node, name, Object.keys(slots), validation);
    else checkContent(node, name, definition, content, validation);
  }
  for (const name in slots) {
    const { required, min = 0 } = slots[name]!;
    // Positions are dear, and most slots may be empty.
    if ((!required && min === 0) || (node.slots[name]?.length ?? 0) > 0 || hasUnresolved(node, name)) continue;
    if (!required && min > 0 && !name.includes('*') && !Object.hasOwn(node.slots, name)) {
      const parent = name === 'default' ? node.type : `the slot "${name}" of ${node.type}`;
      const at = { origin: originOf(node, 'type'), node: node.id };
      teller.tell('UI2007', { child: '0 nodes', parent, rule: `it needs ${min} or more` }, at);
    }
    if (!required) continue;
    teller.tell('UI3104', { slot: name, owner: node.type }, { origin: originOf(node, 'type'), node: node.id });
  }
  checkPlace(node, ancestors, validation);
}

/** Content that was dropped has been told already. */
function hasUnresolved(node: ResolvedElement, name: string): boolean {
  const { unit, pointer } = node.origin;
  const { locator } = unit.parsed;
  return [`${pointer}/slots/${name}/0`, `${pointer}/children/0`].some((at) => locator.range(at) !== undefined);
}

function tellUnknownSlot(node: ResolvedElement, slot: string, known: readonly string[], validation: Validation): void {
  const origin = slotOrigin(node, slot);
  const nearest = nearestName(slot, known);
  const parent = origin.pointer.slice(0, origin.pointer.lastIndexOf('/'));
  const fixable = nearest && !nearest.includes('*') && !origin.pointer.endsWith('/children');
  const edits = [{ op: 'move', from: origin.pointer, path: step(parent, nearest ?? '') } as const];
  const fixes = fixable ? [{ title: `Rename to "${nearest}"`, safe: false, edits }] : [];
  const params = { component: node.type, slot, known, nearest: fixable ? nearest : null };
  validation.teller.tell('UI2006', params, { origin, node: node.id, atKey: true }, { fixes });
  fault(validation, node, `slots.${slot}`);
}

function checkContent(
  node: ResolvedElement,
  name: string,
  { accepts, max, min }: AnySlot,
  content: readonly ResolvedNode[],
  { teller }: Validation,
): void {
  const parent = name === 'default' ? node.type : `the slot "${name}" of ${node.type}`;
  if (accepts) {
    const rule = `it takes ${accepts.join(', ')}`;
    for (const child of content.flatMap((one) => shownBy(one))) {
      if (child.kind === 'element' && isAccepted(child, accepts)) continue;
      const what = child.kind === 'element' ? child.type : 'Text';
      teller.tell(
        'UI2007',
        { child: what, parent, rule },
        { origin: child.origin, node: node.id, atStart: child.kind === 'element' },
      );
    }
  }
  const at = () => ({ origin: slotOrigin(node, name), node: node.id, atKey: true });
  if (max !== undefined && content.length > max) {
    const rule = `it takes ${max} at most`;
    teller.tell('UI2007', { child: `${content.length} nodes`, parent, rule }, at());
  }
  if (min !== undefined && content.length < min) {
    const rule = `it needs ${min} or more`;
    teller.tell('UI2007', { child: `${content.length} nodes`, parent, rule }, at());
  }
}

/** A Fragment, Boundary or Match stands for what is in it; what a Slot or an Include shows is known elsewhere. */
function shownBy(node: ResolvedNode): readonly ResolvedNode[] {
  if (node.kind === 'text' || node.target.kind !== 'core') return [node];
  const { category, type } = node.target.component;
  if (category !== 'structural' || type === 'Slot' || type === 'Include') return [node];
  return Object.values(node.slots).flatMap((content) => content.flatMap(shownBy));
}

const isAccepted = (child: ResolvedElement, accepts: readonly string[]): boolean =>
  accepts.some((name) => answersTo(child, name)) ||
  (child.target.kind === 'core' && child.target.component.category === 'structural');

/** By type, alias, category or document id. */
function answersTo({ type, target }: ResolvedElement, name: string): boolean {
  if (name === type) return true;
  if (target.kind === 'core') return name === target.component.category;
  const meta = target.component.unit.document.meta as { readonly category?: string } | undefined;
  return name === target.component.id || name === meta?.category;
}

/** `allowedIn` and `notIn` of the component itself. */
function checkPlace(node: ResolvedElement, ancestors: readonly ResolvedElement[], { teller }: Validation): void {
  const { target } = node;
  const place = target.kind === 'core' ? target.component.children : target.component.body.children;
  if (!place) return;
  const at = { origin: originOf(node, 'type'), node: node.id };
  const forbidden = place.notIn?.find((name) => ancestors.some((one) => answersTo(one, name)));
  if (forbidden)
    teller.tell('UI2007', { child: node.type, parent: forbidden, rule: `a ${node.type} cannot be inside one` }, at);
  const around = ancestors.findLast(
    ({ target: one }) => one.kind !== 'core' || one.component.category !== 'structural',
  );
  // The document of a component is compiled alone, to be looked at; there is nothing it could stand in.
  const isAlone = ancestors.length === 0 && node.origin.pointer === '';
  if (place.allowedIn && !isAlone && !place.allowedIn.some((name) => around && answersTo(around, name))) {
    const rule = `it belongs in ${place.allowedIn.join(', ')}`;
    teller.tell('UI2007', { child: node.type, parent: around?.type ?? 'the root', rule }, at);
  }
}

/** Match: values of a finite type that no case shows. */
export function checkMatch(node: ResolvedElement, types: Readonly<Record<string, Type>>, { teller }: Validation): void {
  if (node.target.kind !== 'core' || node.type !== 'Match' || Object.hasOwn(node.slots, 'default')) return;
  const type = types['on'];
  if (!type || type.any) return;
  const values = [
    ...(Array.isArray(type.text) ? type.text : []),
    ...(Array.isArray(type.number) ? type.number.map(String) : []),
    ...(type.boolean ? ['true', 'false'] : []),
  ];
  const finite = type.text !== true && type.number !== true && !type.list && !type.map && !type.date && !type.datetime;
  const missing = finite ? values.filter((value) => !Object.hasOwn(node.slots, value)) : [];
  if (missing.length > 0) teller.tell('UI2010', { missing }, { origin: originOf(node, 'type'), node: node.id });
}

/** Table: every column shows something, in one way. */
export function checkColumns(node: ResolvedElement, { teller }: Validation): void {
  const columns = node.props['columns'];
  if (node.target.kind !== 'core' || node.type !== 'Table' || !Array.isArray(columns)) return;
  const origin = originOf(node, 'props.columns');
  columns.forEach((column: Json, index) => {
    if (typeof column !== 'object' || column === null || Array.isArray(column)) return;
    const { key, value } = column as { readonly key?: Json; readonly value?: Json };
    if (typeof key !== 'string') return;
    const filled = Object.hasOwn(node.slots, `cell:${key}`);
    if (filled !== (value !== undefined)) return;
    const at = { unit: origin.unit, pointer: `${origin.pointer}/${index}` };
    teller.tell('UI2011', { column: key, both: filled }, { origin: at, node: node.id, atStart: true });
  });
}
