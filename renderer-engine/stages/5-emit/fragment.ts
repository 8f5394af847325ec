import type { Json } from '../../document/types.ts';
import { closeTag, endOfOpenTag, openTag, startTag } from '../../html/writer.ts';
import { wordsDocument } from '../../messages/index.ts';
import type { Code } from '../../program.ts';
import { express } from '../4-optimize/bound.ts';
import type { BoundaryNode, FragmentNode, LazyWait, TreeNode } from '../4-optimize/tree.ts';
import type { At } from '../teller.ts';
import { writeAttributes } from './attributes.ts';
import { addressKeys, addressPieces, domId } from './dom-ids.ts';
import { type Emission, mark, push, pushAll, slotOf } from './emission.ts';
import { codeOf } from './lower.ts';
import { plainAddress, rootElement } from './scan-tree.ts';
import { styleClassOf } from './style-class.ts';
import { traceOf } from './trace.ts';

type EmitNodes = (nodes: readonly TreeNode[], emission: Emission) => void;

/** A node that can be asked for on its own: its ops between marks, and an entry of the table (language.md 4.4). */
export function emitFragment(node: FragmentNode, emission: Emission, emitNodes: EmitNodes): void {
  const keys = addressKeys(node.address, emission);
  // In a loop that a built-in opened without a key there is no address to ask for.
  if (!keys || !isWithinLimit(node, emission)) {
    emitNodes(node.body, emission);
    return;
  }
  const lazy = node.lazy && mayWaitHere(node, emission) ? node.lazy : null;
  const index = emission.fragments.length;
  emission.fragments.push({
    id: plainAddress(node.address),
    keys,
    guarded: node.guarded,
    lazy: lazy && { when: lazy.when, mode: lazy.mode, timeout: lazy.timeout },
  });
  if (lazy) emitWaiting(index, node, lazy, emission, emitNodes);
  // A lazy target answers for itself, and can be asked for again when it has failed.
  const isNamed = lazy && node.asked && !node.guarded;
  push(emission, isNamed ? ['fragment', index, addressPieces(node.address, emission)] : ['fragment', index]);
  if (needsPlace(node, emission)) emitInPlace(node.body, node, emission, emitNodes);
  else emitNodes(node.body, emission);
  push(emission, ['end']);
  if (lazy) push(emission, ['end']);
}

function isWithinLimit(node: FragmentNode, { fragments, context, teller }: Emission): boolean {
  const most = context.limits.fragments;
  const ids = new Set(fragments.map(({ id }) => id)).add(plainAddress(node.address));
  if (ids.size <= most) return true;
  const params = { limit: 'the number of fragments', value: `more than ${most}`, most };
  teller.tell('UI9001', params, { origin: node.place.origin, node: node.place.id });
  return false;
}

/** Elements that hold no `<div>`, whatever is between. */
const phrasing = new Set('p span h1 h2 h3 h4 h5 h6 small strong em button label code pre legend caption'.split(' '));
/** Elements with children of their own kinds. */
const structure = new Set('ul ol table thead tbody tfoot tr select datalist menu svg'.split(' '));

const mayWaitHere = ({ place }: FragmentNode, emission: Emission): boolean =>
  mayHoldDiv(emission, {
    child: 'A node with "lazy"',
    at: { origin: { unit: place.origin.unit, pointer: `${place.origin.pointer}/lazy` }, node: place.id, atKey: true },
  });

/**
 * What is asked for again needs one element with its id, of which the answer takes the place. Where several stand, or
 * now one and now another, an element of its own is around them, which nobody sees.
 */
const needsPlace = ({ lazy, live, body, place }: FragmentNode, emission: Emission): boolean =>
  lazy === null &&
  live !== true &&
  rootElement(body) === null &&
  mayHoldDiv(emission, {
    child: 'A target that is not one element',
    at: { origin: place.origin, node: place.id },
  });

/** Content in an element that has the id of an address, and no look. */
function emitInPlace(
  nodes: readonly TreeNode[],
  { address, place }: Pick<FragmentNode, 'address' | 'place'>,
  emission: Emission,
  emitNodes: EmitNodes,
): void {
  push(emission, openTag('div'));
  writeAttributes({ id: domId(address, emission), class: 'ui-place' }, place, emission);
  push(emission, endOfOpenTag('div'));
  emitNodes(nodes, emission);
  push(emission, closeTag('div'));
}

/** What stands for a failed node; one that an action asks for again can be asked for then, too. */
export function emitHandler({ body, handler }: BoundaryNode, emission: Emission, emitNodes: EmitNodes): void {
  const node = askedIn(body);
  const at = node && { origin: node.place.origin, node: node.place.id };
  if (at && mayHoldDiv(emission, { child: 'The "catch" of a target', at }))
    emitInPlace(handler, node, emission, emitNodes);
  else emitNodes(handler, emission);
}

/** The target that a boundary is the `catch` of. */
function askedIn([only, ...others]: readonly TreeNode[]): FragmentNode | null {
  if (!only || others.length > 0) return null;
  if (only.kind === 'fragment') return only.asked ? only : null;
  return only.kind === 'let' || only.kind === 'if' ? askedIn(only.body) : null;
}

function mayHoldDiv({ tags, teller }: Emission, { child, at }: { readonly child: string; readonly at: At }): boolean {
  const nearest = tags.at(-1) ?? '';
  const parent = tags.findLast((tag) => phrasing.has(tag)) ?? (structure.has(nearest) ? nearest : null);
  if (parent === null) return true;
  const params = { child, parent: `<${parent}>`, rule: 'its place is a <div>, which may not stand there' };
  teller.tell('UI2007', params, at);
  return false;
}

/** The place of a lazy node: one `<div>` with its id and style class, which the fragment replaces. */
function emitWaiting(
  index: number,
  node: FragmentNode,
  lazy: LazyWait,
  emission: Emission,
  emitNodes: EmitNodes,
): void {
  mark(node.place, emission);
  const address = addressPieces(node.address, emission) as Json as never;
  if (lazy.mode === 'stream') emission.scripts.add('stream');
  pushAll(emission, lazy.mode === 'stream' ? ['waiting', index, address] : ['waiting', index], openTag('div'));
  const classes = lazy.style.flatMap(({ style, self }) => styleClassOf(style, self, emission));
  const attributes = { id: domId(node.address, emission), class: classes.join(' ') || null, 'aria-busy': 'true' };
  writeAttributes(attributes, node.place, emission);
  emission.scripts.add('htmx').add('runtime');
  push(emission, ['lazy', index, address]);
  pushAll(emission, traceOf(node, emission), endOfOpenTag('div'));
  emitNodes(lazy.placeholder, emission);
  if (lazy.failure) {
    push(emission, '<template data-ui-catch>');
    push(emission, ['set', slotOf(emission, lazy.failure.error), networkFailure]);
    emitNodes(lazy.failure.handler, emission);
    push(emission, '</template>');
  }
  emitWithoutScript(emission);
  pushAll(emission, closeTag('div'), ['else']);
}

/** What `error` is when the network, and so nobody on the other side, says why. */
const networkFailure: Code = ['const', { code: 'UI9201', id: '', status: 503 }];

/** Without scripts nothing will ask for the fragment: a link shows the page with everything in place. */
function emitWithoutScript(emission: Emission): void {
  const scope = { names: new Map(), owner: wordsDocument, aliasOf: (alias: string) => alias };
  pushAll(emission, startTag('noscript'), openTag('a'), ['url', 'href', ['$eager'], 'link', null], endOfOpenTag('a'));
  push(emission, ['text', codeOf(express("t('lazy.show')", {}, scope), emission)]);
  pushAll(emission, closeTag('a'), closeTag('noscript'));
}
