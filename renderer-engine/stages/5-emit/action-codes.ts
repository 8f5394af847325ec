import { mapValues } from '../../document/map-values.ts';
import type { Json } from '../../document/types.ts';
import type { ActionCode, ActionEntry, TargetCode } from '../../program.ts';
import type { BoundAction } from '../4-optimize/actions.ts';
import { type Bound, constant } from '../4-optimize/bound.ts';
import type { Address, ElementNode, FormScope } from '../4-optimize/tree.ts';
import { addressPieces, type Piece, reach } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import { codeOf } from './lower.ts';
import { plainAddress } from './scan-tree.ts';

/** The row of the action table that answers a server action of this node (language.md 9.1). */
export function actionEntry(
  { address, access }: ElementNode,
  trigger: string,
  actions: readonly BoundAction[],
  form: FormScope | null,
  emission: Emission,
): ActionEntry {
  const pieces = addressPieces(address, emission);
  return {
    address: pattern(pieces),
    trigger,
    form: form?.name ? { name: form.name, node: form.node, ...formAt(form, address, pieces, emission) } : null,
    actions: actions.map((action) => actionCode(action, pieces, emission)),
    ...(access.length > 0 ? { access } : {}),
  };
}

/** Where the Form around a button is; the Form itself is where its own actions are. */
function formAt({ node }: FormScope, own: Address, pieces: readonly Piece[], emission: Emission) {
  const address = plainAddress(own) === node ? undefined : emission.targets.addresses().get(node);
  return address ? { at: targetCode(address, pieces, emission) } : {};
}

/** `row-cancel__*`: any key of a loop is answered alike. */
export const pattern = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : '*')).join('');

/** What the server does, and what follows: code over `params`, `ctx`, `form`, `args`, `result` and `error`. */
export function actionCode(action: BoundAction, source: readonly Piece[], emission: Emission): ActionCode {
  const { do: what, open, fixed, then, catch: byStatus } = action;
  const follow = (list: readonly BoundAction[]) => list.map((one) => actionCode(one, source, emission));
  const target = targetOf(action, source, emission);
  const code: Record<string, Json> = { do: what };
  for (const name of ['call', 'event', 'tone', 'swap', 'url']) if (fixed[name] !== undefined) code[name] = fixed[name];
  // What the browser sends with a request is worked out where the request is written; see `with` in the address.
  for (const name of ['message', 'text', 'detail', 'to', 'href', 'with'])
    if (open[name]) code[name] = codeOf(open[name], emission);
  return {
    ...(code as unknown as ActionCode),
    ...(target ? { target } : {}),
    ...(open['confirm'] ? { confirm: true } : {}),
    // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
    ...(then.length > 0 ? { then: follow(then) } : {}),
    ...(Object.keys(byStatus).length > 0 ? { catch: mapValues(byStatus, follow) } : {}),
  };
}

/** Address of an action's target as the server can work it out: with the keys in the address that was sent. */
function targetOf(action: BoundAction, source: readonly Piece[], emission: Emission): TargetCode | null {
  const address = targetAddress(action, emission);
  return address && targetCode(address, source, emission);
}

/** An address in terms of the keys of another one. */
export function targetCode(address: Address, source: readonly Piece[], emission: Emission): TargetCode {
  const keys = source.filter((piece) => typeof piece !== 'string').map((piece) => JSON.stringify(piece));
  return addressPieces(address, emission).map((piece) => {
    if (typeof piece === 'string') return piece;
    const at = keys.indexOf(JSON.stringify(piece));
    return at === -1 ? piece : at;
  });
}

/** Where an action's target is; null without one, or when it cannot be named from there. */
export function targetAddress({ fixed, open, from }: BoundAction, emission: Emission): Address | null {
  const id = fixed['target'];
  return typeof id === 'string' ? reach(from, id, keysIn(open['key']), emission) : null;
}

const keysIn = (key: Bound | undefined): readonly Bound[] => {
  if (!key) return [];
  if (key.kind === 'list') return key.items;
  return key.kind === 'constant' && Array.isArray(key.value)
    ? key.value.map((value) => constant(value as Json))
    : [key];
};
