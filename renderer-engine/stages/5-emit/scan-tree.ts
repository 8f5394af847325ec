import { hasKeys } from '../../document/map-values.ts';
import type { Json } from '../../document/types.ts';
import type { BoundAction } from '../4-optimize/actions.ts';
import type { Bound } from '../4-optimize/bound.ts';
import { childListsOf } from '../4-optimize/child-lists.ts';
import { neighbor } from '../4-optimize/expansion.ts';
import type { Address, AddressKey, ElementNode, FragmentNode, TreeNode } from '../4-optimize/tree.ts';
import type { StageMemory } from '../memory.ts';
import { type Opening, openingOf } from './commands.ts';
import type { FragmentName, Targets } from './emission.ts';

/** Calls `visit` for every node, parents first. */
export function visitTree(nodes: readonly TreeNode[], visit: (node: TreeNode) => void): void {
  walk(nodes, (node) => {
    visit(node);
    return true;
  });
}

/** As `visitTree`, into nodes for which `visit` says so. */
function walk(nodes: readonly TreeNode[], visit: (node: TreeNode) => boolean): void {
  for (const node of nodes) {
    if (!visit(node)) continue;
    if (node.kind === 'element') for (const name in node.slots) walk(node.slots[name]!.nodes, visit);
    else for (const list of childListsOf(node)) walk(list, visit);
  }
}

/** Address without loop keys: `instance--inner`. */
export const plainAddress = (address: Address): string => neighbor(address, address.own.id);

export const keysOf = ({ instances, own }: Address): readonly AddressKey[] => [
  ...instances.flatMap((step) => step.keys),
  ...own.keys,
];

/** Everything that can be referred to in a tree, and what is by the nodes that are `shown`, before anything is written. */
export function findTargets(
  nodes: readonly TreeNode[],
  shown: readonly TreeNode[],
  memory: StageMemory | null,
): Targets {
  const names = new Map<string, FragmentName>();
  const wanted = new Set<string>();
  const inputs = new Map<string, Map<string, string>>();
  const paging = new Set<string>();
  const kept = new Map<string, Set<string>>();
  const visit = (node: TreeNode): boolean => {
    // A chunk refers to nothing.
    if (memory?.ops.has(node)) return false;
    if (node.kind === 'fragment') nameFragment(node, { wanted, names });
    if (node.kind !== 'element') return true;
    if (node.component.type === 'Pagination') paging.add(pagingParam(node));
    for (const id of labelsOf(node)) wanted.add(neighbor(node.address, id));
    for (const trigger in node.on) for (const id of targetsOf(node.on[trigger]!)) wanted.add(id);
    if (node.field?.kind !== 'form') return true;
    const { form, pointer } = node.field;
    const fields = inputs.get(form.node) ?? new Map<string, string>();
    inputs.set(form.node, fields.set(pointer, plainAddress(node.address)));
    const keep = node.props['keep'];
    if (keep?.kind === 'constant' && keep.value === true)
      kept.set(form.node, new Set([...(kept.get(form.node) ?? []), pointer]));
    return true;
  };
  walk(shown, visit);
  let found: ReadonlyMap<string, Address> | undefined;
  const addresses = () => {
    found ??= addressesIn(nodes);
    return found;
  };
  let opening: ReadonlyMap<string, Opening> | undefined;
  const openings = () => {
    opening ??= openingsIn(nodes);
    return opening;
  };
  return { addresses, wanted, names, inputs, kept, paging, openings };
}

/** What opens; only actions ask. */
function openingsIn(nodes: readonly TreeNode[]): ReadonlyMap<string, Opening> {
  const openings = new Map<string, Opening>();
  visitTree(nodes, (node) => {
    const opening = node.kind === 'element' ? openingOf(node) : undefined;
    if (node.kind === 'element' && opening) openings.set(plainAddress(node.address), opening);
  });
  return openings;
}

/** Where something may stand that is referred to; most pages never ask. */
function addressesIn(nodes: readonly TreeNode[]): ReadonlyMap<string, Address> {
  const addresses = new Map<string, Address>();
  visitTree(nodes, (node) => {
    if (node.kind === 'element' || node.kind === 'fragment') addresses.set(plainAddress(node.address), node.address);
  });
  return addresses;
}

/** The element of a fragment has its id; an instance or a group of one element gives it to that element. */
function nameFragment({ address, body }: FragmentNode, { wanted, names }: Pick<Targets, 'wanted'> & Named): void {
  const plain = plainAddress(address);
  const root = rootElement(body);
  if (!root) return;
  const element = plainAddress(root.address);
  wanted.add(element);
  if (element !== plain && !names.has(element))
    names.set(element, { id: address.own.id, depth: address.instances.length });
}

interface Named {
  readonly names: Map<string, FragmentName>;
}

/** The one element that a list of nodes shows; null when there may be several, others, or none. */
export function rootElement(nodes: readonly TreeNode[]): ElementNode | null {
  const [only] = nodes;
  if (!only || nodes.length > 1) return null;
  switch (only.kind) {
    case 'element':
      return only;
    case 'let':
    case 'guard':
    case 'form':
    case 'boundary':
    case 'fragment':
      return rootElement(only.body);
    case 'if':
      return only.otherwise.length === 0 ? rootElement(only.body) : null;
    default:
      return null;
  }
}

/** The param that the links of a Pagination change. */
const pagingParam = ({ props }: ElementNode): string => textOf(props['param'])[0] ?? 'page';

/** Ids that what follows a form names; forms belong to the page, and so do their targets. */
export function formTargets(submit: Json, found: Set<string>): void {
  if (submit === null || typeof submit !== 'object') return;
  for (const [key, value] of Object.entries(submit)) {
    if (key === 'target' && typeof value === 'string') found.add(value);
    else if (key !== 'with' && key !== 'detail') formTargets(value as Json, found);
  }
}

const labelsOf = ({ accessibility }: ElementNode): readonly string[] =>
  hasKeys(accessibility) ? [accessibility['labelledBy'], accessibility['describedBy']].flatMap(textOf) : none;

const none: readonly string[] = [];

const textOf = (bound: Bound | undefined): readonly string[] =>
  bound?.kind === 'constant' && typeof bound.value === 'string' ? [bound.value] : none;

/** Targets of actions that point at an element of the page; they are nodes of the document that wrote the action. */
const targetsOf = (actions: readonly BoundAction[]): readonly string[] =>
  actions.flatMap(({ fixed, from, then, catch: byStatus }) => [
    ...(typeof fixed['target'] === 'string' ? [neighbor(from, fixed['target'])] : []),
    ...targetsOf(then),
    ...Object.values(byStatus).flatMap(targetsOf),
  ]);
