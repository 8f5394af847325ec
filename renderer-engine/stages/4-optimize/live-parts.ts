import { type FieldReads, newFieldReads } from './field-reads.ts';
import type { ChangeRules } from './rule-reads.ts';
import type {
  BoundaryNode,
  ElementNode,
  Fill,
  FormScopeNode,
  FragmentNode,
  GuardNode,
  LetNode,
  LiveForm,
  TreeNode,
} from './tree.ts';

/**
 * Finds what a form has to show again when one of its values changes (language.md 4.2): each node that reads a value,
 * when the form is `live`, and each input that shows what a rule says; or its nearest ancestor that is always there.
 * It becomes a fragment. Where that is the Form, `live.whole` says so.
 */
export function withLiveParts(node: FormScopeNode, isLive: boolean, rules: ChangeRules | null): FormScopeNode {
  const reads = newFieldReads(node.variable, isLive, rules);
  const [form] = node.body;
  if (form?.kind !== 'element') return node;
  const { element, depends } = insideOf(form, reads);
  // What no input shows stands at the top of the form.
  const whole = depends || [...(rules?.at ?? [])].some((at) => !reads.bound.has(at));
  const live: LiveForm = { whole, reads: [...reads.pointers].sort(), fleeting: [...reads.fleeting].sort() };
  return { ...node, form: { ...node.form, live }, body: [whole ? form : element] };
}

/** A node, and whether what is around it has to be shown again with it. */
interface Seen {
  readonly node: TreeNode;
  readonly depends: boolean;
}

function seeAll(nodes: readonly TreeNode[], reads: FieldReads) {
  const seen = nodes.map((node) => see(node, reads));
  return { nodes: seen.map(({ node }) => node), depends: seen.some(({ depends }) => depends) };
}

function see(node: TreeNode, reads: FieldReads): Seen {
  switch (node.kind) {
    case 'element':
      return seeElement(node, reads);
    case 'let':
      reads.inLet(node);
      return seeBody(node, reads);
    case 'guard': {
      const checks = node.checks.filter(({ value }) => reads.inBound(value)).length > 0;
      const seen = seeBody(node, reads);
      return { ...seen, depends: checks || seen.depends };
    }
    case 'boundary': {
      const handler = reads.below(node.handler);
      const seen = seeBody(node, reads);
      return { ...seen, depends: handler || seen.depends };
    }
    case 'fragment':
      return node.lazy ? { node, depends: reads.below([node]) } : seeFragment(node, reads);
    default:
      // What is only there sometimes, or many times, is not there to be replaced.
      return { node, depends: reads.below([node]) };
  }
}

function seeBody(node: LetNode | GuardNode | BoundaryNode, reads: FieldReads): Seen {
  const { nodes: body, depends } = seeAll(node.body, reads);
  return { node: { ...node, body }, depends };
}

/** Something else has made it a fragment already. */
function seeFragment(node: FragmentNode, reads: FieldReads): Seen {
  const { nodes, depends } = seeAll(node.body, reads);
  const [only] = nodes;
  const isSame = only?.kind === 'fragment' && only.live === true && only.address.own.id === node.address.own.id;
  return { node: isSame ? { ...node, live: true } : { ...node, body: nodes }, depends };
}

function seeElement(node: ElementNode, reads: FieldReads): Seen {
  const { element, depends } = insideOf(node, reads);
  const own = reads.inElement(node);
  if (!own && !depends) return { node: element, depends: false };
  // Its id is that of its list, not of its root.
  if (node.component.type === 'Menu') return { node, depends: true };
  const { address, place } = node;
  const part: FragmentNode = { kind: 'fragment', address, guarded: false, lazy: null, body: [node], place, live: true };
  return { node: part, depends: false };
}

/** Fills that stand in every rendering of their component, once. */
const steadySlots = new Set(['default', 'header', 'footer', 'media', 'actions', 'nav', 'aside']);

function insideOf(node: ElementNode, reads: FieldReads) {
  const slots: Record<string, Fill> = {};
  let depends = false;
  for (const [name, fill] of Object.entries(node.slots)) {
    if (steadySlots.has(name) && Object.keys(fill.provided).length === 0) {
      const seen = seeAll(fill.nodes, reads);
      slots[name] = { ...fill, nodes: seen.nodes };
      depends ||= seen.depends;
    } else {
      slots[name] = fill;
      depends = reads.below(fill.nodes) || depends;
    }
  }
  return { element: { ...node, slots }, depends };
}
