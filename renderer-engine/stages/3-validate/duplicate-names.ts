import { hasKeys } from '../../document/map-values.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';
import { gather, type Search } from '../gather.ts';
import type { StageMemory } from '../memory.ts';
import type { Teller } from '../teller.ts';
import { originOf } from './validation.ts';

/** Types that screen readers list by name as ways through a page. */
const landmarks = new Set(['NavList', 'Breadcrumbs', 'Pagination', 'Form', 'Table']);

/** Types whose own words tell apart what stands in them: two addresses may each have a street. */
const groups = new Set(['Fieldset', 'Section', 'Card', 'Dialog']);

/**
 * Inputs, buttons and links of one part, and landmarks of one kind on a page, need names of their own, unless they do
 * the same. Only names that stand in the document are compared; nodes in different branches never meet.
 */
export function checkDuplicateNames(root: ResolvedNode, teller: Teller, memory: StageMemory | null): void {
  const search = { ...named, kept: memory?.named ?? null };
  const check = {
    teller,
    namesIn: (node: ResolvedElement) => gather(node, search),
    distinct: memory?.distinct ?? null,
  };
  visit([root], new Map(), new Map(), check);
}

const nothing: readonly never[] = [];

/** Where there is nothing to compare, nobody looks. */
const named: Omit<Search<ResolvedElement>, 'kept'> = {
  own: (node) => (landmarks.has(node.type) || isControl(node) ? [node] : nothing),
  below: ({ slots }) => (hasKeys(slots) ? Object.values(slots) : nothing),
};

interface Check {
  readonly teller: Teller;
  /** Nodes in it that have names, itself included. */
  readonly namesIn: (node: ResolvedElement) => readonly ResolvedElement[];
  /** Groups that have been looked through for good; null when nothing is remembered. */
  readonly distinct: WeakSet<ResolvedElement> | null;
}

type Names = Map<string, ResolvedElement>;

function visit(nodes: readonly ResolvedNode[], controls: Names, regions: Names, check: Check): void {
  for (const node of nodes) {
    if (node.kind === 'text' || check.distinct?.has(node)) continue;
    const names = check.namesIn(node);
    if (names.length === 0) continue;
    const told = check.teller.calls;
    const isLandmark = landmarks.has(node.type);
    const name = nameOf(node);
    // What is repeated, chosen or may be missing is not there beside its like.
    const isAlone = node.for !== null || node.if !== null || node.type === 'Match';
    if (name !== null && !isAlone) {
      if (isLandmark) note(`${node.type} ${name}`, name, node, regions, check.teller);
      else if (isControl(node)) note(name, name, node, controls, check.teller);
    }
    const own: Names = isLandmark || isAlone || groups.has(node.type) ? new Map() : controls;
    const around: Names = isAlone ? new Map() : regions;
    for (const [slot, content] of Object.entries(node.slots)) {
      const isBranch = node.type === 'Match';
      visit(content, isBranch || slot.startsWith('panel:') ? new Map() : own, isBranch ? new Map() : around, check);
    }
    if (check.distinct && check.teller.calls === told && isClosed(node, names)) check.distinct.add(node);
  }
}

/** Nothing in it meets what stands outside of it. */
const isClosed = ({ type }: ResolvedElement, names: readonly ResolvedElement[]): boolean =>
  groups.has(type) && !names.some((node) => landmarks.has(node.type));

function note(key: string, name: string, node: ResolvedElement, known: Names, teller: Teller): void {
  const first = known.get(key);
  if (!first) known.set(key, node);
  else if (effectOf(first) === null || effectOf(first) !== effectOf(node)) {
    const at = { origin: originOf(node, 'type'), node: node.id };
    teller.tell('UI7005', { component: node.type, name, other: first.id }, at);
  }
}

/** What using it does, as far as that can be compared; what does the same may be called the same. */
function effectOf({ type, bind, on, props }: ResolvedElement): string | null {
  if (type === 'Link') return JSON.stringify(props['to'] ?? null);
  return type === 'Button' ? JSON.stringify([on, props['kind'] ?? 'button']) : bind;
}

const isControl = (node: ResolvedElement): boolean => node.type === 'Button' || node.type === 'Link' || isInput(node);

const isInput = ({ target }: ResolvedElement): boolean =>
  target.kind === 'core' && target.component.category === 'forms' && target.component.valueType !== undefined;

/** The name a screen reader says, when it is known now. */
function nameOf({ target, props, a11y }: ResolvedElement): string | null {
  if (target.kind !== 'core' || a11y.labelledBy !== undefined) return null;
  const prop = target.component.accessibleName?.prop;
  const name = a11y.label ?? (prop === undefined ? undefined : props[prop]);
  return typeof name === 'string' && name.trim() !== '' && !name.includes('${') ? name : null;
}
