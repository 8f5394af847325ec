import type { Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import { constantOf } from '../../expressions/index.ts';
import { encodeKey, idPrefix } from '../../html/dom-id.ts';
import { asText } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import type { ActionPlace } from '../4-optimize/actions.ts';
import { type Bound, known } from '../4-optimize/bound.ts';
import { neighbor } from '../4-optimize/expansion.ts';
import type { Address, AddressKey, AddressStep } from '../4-optimize/tree.ts';
import type { Emission } from './emission.ts';
import { codeOf, codeOfBinding } from './lower.ts';
import { keysOf, plainAddress } from './scan-tree.ts';

export type Piece = string | readonly [Code];

/** `ui-{address}` with an optional suffix; a hole inside loops (language.md 4.4). */
export function domId(address: Address, emission: Emission, suffix = ''): Input {
  const named = suffix === '' ? fragmentAround(address, emission) : address;
  const pieces = withoutGaps([idPrefix, ...addressPieces(named, emission), suffix === '' ? '' : `-${suffix}`]);
  const [only = ''] = pieces;
  return pieces.length <= 1 && typeof only === 'string'
    ? { constant: true, value: only }
    : { constant: false, code: ['$id', pieces as Json] };
}

/** The element of a fragment has the fragment's id, before it arrives and after (language.md 4.4). */
function fragmentAround(address: Address, { targets }: Emission): Address {
  const name = targets.names.get(plainAddress(address));
  if (!name) return address;
  const { instances, own } = address;
  const { keys } = instances[name.depth] ?? own;
  return { instances: instances.slice(0, name.depth), own: { id: name.id, keys } };
}

/** The address as pieces, for ids and for addresses of actions. */
export function addressPieces({ instances, own }: Address, emission: Emission): readonly Piece[] {
  const steps = [...instances, own];
  return withoutGaps(steps.flatMap((step, at) => [...(at > 0 ? ['--'] : []), ...stepPieces(step, emission)]));
}

const stepPieces = ({ id, keys }: AddressStep, emission: Emission): readonly Piece[] => [
  id,
  ...openKeys(keys, emission).flatMap((key): readonly Piece[] =>
    key.kind === 'fill' ? [] : ['__', key.kind === 'loop' ? keyPiece(key, emission) : givenPiece(key.key, emission)],
  ),
];

/** The loop keys of each part of an address: constant ones, and frame slots of the others. Null when one of them is neither. */
export function addressKeys({ instances, own }: Address, emission: Emission): (string | number)[][] | null {
  const steps = [...instances, own].flatMap(({ id, keys }) => {
    const pieces = openKeys(keys, emission).flatMap((key) => (key.kind === 'loop' ? [keyPiece(key, emission)] : []));
    // An id made by `$ref` has parts of its own; the loops follow the last.
    return [
      ...id
        .split('--')
        .slice(1)
        .map((): readonly Piece[] => []),
      pieces,
    ];
  });
  const found = steps.map((pieces) => pieces.map(keyOfPiece));
  return found.every((keys) => keys.every((key) => key !== null)) ? (found as (string | number)[][]) : null;
}

function keyOfPiece(piece: Piece): string | number | null {
  if (typeof piece === 'string') return piece;
  const [code] = piece;
  return Array.isArray(code) && code[0] === 'slot' ? (code[1] as number) : null;
}

function keyPiece(key: LoopKey, emission: Emission): Piece {
  if (key.key.kind === 'variable') emission.usedKeys.add(key.key.variable);
  return bareKeyPiece(key, emission);
}

type LoopKey = AddressKey & { kind: 'loop' };

/** The same without saying that an address needs it. */
export function bareKeyPiece(key: LoopKey, emission: Emission): Piece {
  const code = codeOfBinding(key.key, emission);
  const known = constantOf(code);
  return known === undefined ? [code] : asText(known);
}

function givenPiece(key: Bound, emission: Emission): Piece {
  const value = known(key)?.value;
  return value === undefined ? [['$key', codeOf(key, emission)]] : encodeKey(value);
}

/** Loops that built-ins have opened around a fill take the place of their marker. */
export const openKeys = (keys: readonly AddressKey[], { fillKeys }: Emission): readonly AddressKey[] =>
  keys.flatMap((key) => (key.kind === 'fill' ? (fillKeys.get(key.of) ?? []) : [key]));

export function withoutGaps(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}

/** Id of a node named beside another one; null when it is in loops that the other is not in. */
export function neighborId(from: Address, id: string, emission: Emission): Input | null {
  const address = reach({ instances: from.instances, keys: from.own.keys }, id, [], emission);
  return address && domId(address, emission);
}

/**
 * The address of a node that something at `from` names: it shares the loops both are in, and takes the author's keys for
 * further ones. Null when there are loops without a key (UI5102).
 */
export function reach(from: ActionPlace, id: string, given: readonly Bound[], { targets }: Emission): Address | null {
  const found = ownKeys(from, id, targets);
  if (!found) return null;
  const { own, shared } = found;
  if (shared === -1) return { instances: from.instances, own: { id, keys: own } };
  if (own.length - shared !== given.length) return null;
  const keys = [...own.slice(0, shared), ...given.map((key) => ({ kind: 'given', key }) as const)];
  return { instances: from.instances, own: { id, keys } };
}

/** Loops around a node that whoever names it from there is not in; 0 when there is no such node. */
export function furtherLoops(from: ActionPlace, id: string, { targets }: Pick<Emission, 'targets'>): number {
  const found = ownKeys(from, id, targets);
  return !found || found.shared === -1 ? 0 : found.own.length - found.shared;
}

/** The loops around a node, without those around the instance both stand in; those from `shared` on are its own. */
function ownKeys(from: ActionPlace, id: string, targets: Emission['targets']) {
  const address = targets.addresses().get(neighbor(from, id));
  if (!address) return null;
  const around = from.instances.flatMap((step) => step.keys);
  const own = keysOf(address).slice(around.length);
  return { own, shared: own.findIndex((key, at) => !sameLoop(key, from.keys[at])) };
}

function sameLoop(a: AddressKey, b: AddressKey | undefined): boolean {
  if (a.kind === 'loop') return b?.kind === 'loop' && a.loop === b.loop;
  return a.kind === 'fill' && b?.kind === 'fill' && a.of === b.of;
}
