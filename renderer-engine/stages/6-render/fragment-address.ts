import type { Program, ProgramFragment } from '../../program.ts';

/** A fragment as an address names it: the frame slots of the loops on its path, with the encoded key of each. */
export interface FoundFragment {
  /** Index into `Program.fragments`. */
  readonly index: number;
  readonly keys: ReadonlyMap<number, string>;
}

/**
 * What an address such as `row-menu__A-1001` or `card--panel__7` may mean. More than one where branches that exclude
 * each other hold the same node; none for anything the page does not have.
 */
export function findFragments({ fragments }: Program, address: string): readonly FoundFragment[] {
  const steps = address.split('--').map((step) => step.split('__'));
  const id = steps.map(([own]) => own).join('--');
  return fragments.flatMap((fragment, index) => {
    if (fragment.id !== id) return [];
    const keys = keysIn(fragment, steps);
    return keys ? [{ index, keys }] : [];
  });
}

function keysIn({ keys }: ProgramFragment, steps: readonly (readonly string[])[]): Map<number, string> | null {
  const found = new Map<number, string>();
  for (const [at, expected] of keys.entries()) {
    const given = steps[at]!.slice(1);
    if (given.length !== expected.length) return null;
    for (const [position, key] of expected.entries()) {
      if (typeof key === 'number') found.set(key, given[position]!);
      else if (key !== given[position]) return null;
    }
  }
  return found;
}
