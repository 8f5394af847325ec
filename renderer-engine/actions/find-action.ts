import type { ActionEntry, Program } from '../program.ts';

/** An action as its address names it. */
export interface FoundAction {
  readonly entry: ActionEntry;
  /** Encoded loop keys of the address, in its order. */
  readonly keys: readonly string[];
}

/** The action behind `…/a/{address}/{trigger}` (language.md 4.3); null when the program has none there. */
export function findAction({ actions }: Program, address: string, trigger: string): FoundAction | null {
  for (const entry of actions) {
    const keys = entry.trigger === trigger ? keysOf(entry.address, address) : null;
    if (keys) return { entry, keys };
  }
  return null;
}

/** `row-cancel__*` and `row-cancel__A-1001` → `['A-1001']`; null when they do not fit. */
function keysOf(pattern: string, address: string): readonly string[] | null {
  const [wanted, given] = [partsOf(pattern), partsOf(address)];
  if (wanted.length !== given.length) return null;
  const keys: string[] = [];
  for (const [at, part] of wanted.entries()) {
    if (part === '__*' && given[at]!.startsWith('__')) keys.push(given[at]!.slice(2));
    else if (part !== given[at]) return null;
  }
  return keys;
}

/** Ids and keys, each with what joins it to the one before: `a`, `__1`, `--b`. */
const partsOf = (address: string): readonly string[] =>
  address
    .split('--')
    .flatMap((step, at) => step.split('__').map((part, inner) => (inner > 0 ? '__' : at > 0 ? '--' : '') + part));
