import { step } from '../document/pointer.ts';
import { namesOf, own } from './compare-inputs.ts';
import type { SlotContract } from './contract.ts';
import { changeOf, type Found } from './rules.ts';

/** Slots of a component, or those a layout leaves open. */
export function slotChanges(
  before: Readonly<Record<string, SlotContract>>,
  after: Readonly<Record<string, SlotContract>>,
  pointer: string,
): readonly Found[] {
  return namesOf(before, after).flatMap((name) => {
    const what = `The slot "${name}"`;
    const at = step(pointer, name);
    const [one, other] = [own(before, name), own(after, name)];
    if (!one) return [changeOf(other?.required ? 'slot/required' : 'slot/added', what, at, null, other)];
    if (!other) return [changeOf('slot/removed', what, at, one)];
    return slotDifferences(one, other, what, at);
  });
}

function slotDifferences(one: SlotContract, other: SlotContract, what: string, at: string): readonly Found[] {
  const changes: Found[] = [];
  if (one.required !== other.required)
    changes.push(changeOf(other.required ? 'slot/required' : 'slot/optional', what, at, one.required, other.required));
  else if (one.min !== other.min)
    changes.push(changeOf(other.min > one.min ? 'slot/required' : 'slot/optional', what, at, one.min, other.min));
  const [most, newMost] = [one.max ?? Number.POSITIVE_INFINITY, other.max ?? Number.POSITIVE_INFINITY];
  if (most !== newMost)
    changes.push(changeOf(newMost < most ? 'slot/fewer' : 'slot/more', what, at, one.max, other.max));
  if (!includesAll(other.accepts, one.accepts))
    changes.push(changeOf('slot/accepts-less', what, at, one.accepts, other.accepts));
  else if (!includesAll(one.accepts, other.accepts))
    changes.push(changeOf('slot/accepts-more', what, at, one.accepts, other.accepts));
  if (!includesAll(other.provide, one.provide))
    changes.push(changeOf('slot/provides-less', what, at, one.provide, other.provide));
  else if (!includesAll(one.provide, other.provide))
    changes.push(changeOf('slot/provides-more', what, at, one.provide, other.provide));
  return changes;
}

/** Null stands for anything. */
const includesAll = (all: readonly string[] | null, some: readonly string[] | null): boolean =>
  all === null || (some?.every((one) => all.includes(one)) ?? false);
