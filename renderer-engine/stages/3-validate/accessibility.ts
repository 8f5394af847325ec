import type { AccessibleName } from '../../components/component.ts';
import { hasKeys } from '../../document/map-values.ts';
import { propertyPart } from '../../document/schema-part.ts';
import type { ResolvedComponent, ResolvedElement, ResolvedNode } from '../flow.ts';
import { gather, type Search } from '../gather.ts';
import type { StageMemory } from '../memory.ts';
import type { Teller } from '../teller.ts';
import { originOf, type Validation } from './validation.ts';

/** Whether assistive technology has a name to say, and pictures their words. */
export function checkAccessibility(node: ResolvedElement, validation: Validation): void {
  const { teller, faults } = validation;
  if (faults.get(node)?.has('')) return;
  if (node.target.kind === 'document') {
    checkNamed(node, node.target.component, validation);
    return;
  }
  const { component } = node.target;
  const at = () => ({ origin: originOf(node, 'type'), node: node.id });
  if (component.type === 'Image') {
    if (node.props['alt'] === undefined && node.props['decorative'] === undefined) teller.tell('UI7002', {}, at());
    return;
  }
  checkLive(node, validation);
  const name = component.accessibleName;
  if ('decorative' in component.props && node.props['decorative'] !== undefined) return;
  if (!name || !mustHaveName(name, node) || node.a11y.label !== undefined || node.a11y.labelledBy !== undefined) return;
  const prop = name.prop === undefined ? undefined : node.props[name.prop];
  const content = name.content === true && (node.slots['default']?.length ?? 0) > 0;
  if (prop === undefined || prop === '') {
    if (content) return;
    if (prop === '' && node.props['icon'] !== undefined) teller.tell('UI7004', { component: node.type }, at());
    else teller.tell('UI7001', { component: node.type }, at());
  }
}

/** `a11y.name` of a component document: the prop that names its instances (language.md 8.1). */
function checkNamed(node: ResolvedElement, { body, props }: ResolvedComponent, { teller }: Validation): void {
  const name = body.a11y?.['name'];
  if (typeof name !== 'string' || node.a11y.label !== undefined || node.a11y.labelledBy !== undefined) return;
  const known = propertyPart(props, name);
  const value = node.props[name] ?? (typeof known === 'object' ? known['default'] : undefined);
  if (known === undefined || (value !== undefined && value !== null && value !== '')) return;
  // What only shows something may find its words elsewhere; what people work with must be given a name.
  const isWorkedWith = body.valueType !== undefined || Object.keys(body.events ?? {}).length > 0;
  if (!isWorkedWith && value !== '') return;
  teller.tell('UI7001', { component: node.type, prop: name }, { origin: originOf(node, 'type'), node: node.id });
}

const mustHaveName = ({ required }: AccessibleName, { props }: ResolvedElement): boolean =>
  typeof required === 'boolean' ? required : props[required.with] !== undefined;

/** Nodes that a screen reader may well read out as one message. */
const mostLive = 12;

function checkLive(node: ResolvedElement, { teller }: Validation): void {
  const { live } = node.a11y;
  if (live !== 'polite' && live !== 'assertive') return;
  const nodes = countIn(node);
  if (nodes <= mostLive) return;
  teller.tell('UI7006', { nodes, most: mostLive }, { origin: originOf(node, 'a11y.live'), node: node.id });
}

const countIn = ({ slots }: ResolvedElement): number =>
  Object.values(slots)
    .flat()
    .reduce((sum, one) => sum + (one.kind === 'element' ? 1 + countIn(one) : 1), 0);

/** Headings of a page in reading order: none may skip a level on the way down. */
export function checkHeadings(root: ResolvedNode, teller: Teller, memory: StageMemory | null): void {
  if (root.kind === 'text') return;
  let previous: number | null = null;
  for (const node of gather(root, { ...headings, kept: memory?.headings ?? null })) {
    const level = headingLevel(node)!;
    if (previous !== null && level > previous + 1) {
      teller.tell('UI7003', { level, previous }, { origin: originOf(node, 'type'), node: node.id });
    }
    previous = level;
  }
}

const nothing: readonly never[] = [];

const headings: Omit<Search<ResolvedElement>, 'kept'> = {
  own: (node) => (headingLevel(node) === null ? nothing : [node]),
  below: ({ slots }) => (hasKeys(slots) ? Object.values(slots) : nothing),
};

function headingLevel(node: ResolvedElement): number | null {
  if (node.target.kind !== 'core') return null;
  if (node.type === 'Heading') return typeof node.props['level'] === 'number' ? node.props['level'] : null;
  if (node.type !== 'Section' || node.props['heading'] === undefined) return null;
  return typeof node.props['level'] === 'number' ? node.props['level'] : 2;
}
