import { step } from '../../document/pointer.ts';
import type { BoundAction } from '../4-optimize/actions.ts';
import type { Place } from '../4-optimize/tree.ts';
import { targetAddress } from './action-codes.ts';
import { furtherLoops } from './dom-ids.ts';
import type { Emission } from './emission.ts';

/** Targets in loops that the action is not in, for which it gives no key or another number of them (language.md 4.4). */
export function tellUnreachable(
  { id, origin }: Place,
  at: string,
  actions: readonly BoundAction[],
  emission: Emission,
): void {
  for (const action of actions) {
    const target = action.fixed['target'];
    const loops = typeof target === 'string' ? furtherLoops(action.from, target, emission) : 0;
    if (typeof target === 'string' && loops > 0 && !targetAddress(action, emission)) {
      const place = { unit: origin.unit, pointer: `${origin.pointer}${at}` };
      emission.teller.tell('UI5102', { target, nearest: null, loops }, { origin: place, node: id });
    }
    tellUnreachable({ id, origin }, at, action.then, emission);
    for (const list of Object.values(action.catch)) tellUnreachable({ id, origin }, at, list, emission);
  }
}

/** Where the actions of a trigger stand below their node. */
export const triggerPointer = (trigger: string): string => step('/on', trigger);
