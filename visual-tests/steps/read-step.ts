import { encodeKey, type Json, type JsonObject } from '#engine';
import { milliseconds } from '../milliseconds.ts';

/** One thing a person does (language.md 7). */
export type Step =
  | { readonly do: 'open' | 'hover' | 'focus' | 'scrollTo'; readonly target: Target }
  | { readonly do: 'click'; readonly target: Target; readonly dismisses: boolean }
  | { readonly do: 'fill'; readonly target: Target; readonly value: Json }
  | { readonly do: 'press'; readonly target: Target | null; readonly value: string; readonly dismisses: boolean }
  /** Milliseconds; 0: only until nothing is on its way. */
  | { readonly do: 'wait'; readonly for: number };

/** A node, and which of several it is. */
export interface Target {
  /** Node id, `instance--inner` inside components. */
  readonly node: string;
  /** Keys of the loops around it, outer first, as the page writes them; null: the only one. */
  readonly keys: readonly string[] | null;
}

const onNode = new Set(['open', 'hover', 'focus', 'scrollTo']);

/** A step as the document writes it, or a phrase on what it lacks. */
export function readStep(step: JsonObject): Step | string {
  const { do: what, target: node, value, for: time = 'settled' } = step;
  const dismisses = step['answer'] === 'dismiss';
  const target = typeof node === 'string' ? targetOf(node, step['key']) : null;
  if (what === 'wait') {
    if (time === 'settled') return { do: what, for: 0 };
    const length = typeof time === 'string' && duration.test(time) ? milliseconds(time) : Number.NaN;
    return length > longestWait
      ? `waits longer than ${longestWait / 1000} s`
      : Number.isNaN(length)
        ? '"for" is neither "settled" nor a time such as "300ms"'
        : { do: what, for: length };
  }
  if (what === 'press') {
    return typeof value === 'string' && value !== ''
      ? { do: what, target, value, dismisses }
      : 'names no key in "value"';
  }
  if (!target) return 'names no "target"';
  if (what === 'fill') return value === undefined ? 'has no "value"' : { do: what, target, value };
  if (what === 'click') return { do: what, target, dismisses };
  return typeof what === 'string' && onNode.has(what)
    ? ({ do: what, target } as Step)
    : `there is no step "${String(what)}"`;
}

const duration = /^\d+(?:ms|s|m)$/;
const longestWait = 600_000;

/** A node as a step or an expectation names it. */
export const targetOf = (node: string, key: Json | undefined): Target => ({
  node,
  keys: key === undefined || key === null ? null : (Array.isArray(key) ? key : [key]).map((one) => encodeKey(one)),
});

/** `"cancel" of "A-1041"`: a target as sentences name it. */
export const nameOf = ({ node, keys }: Target): string =>
  keys === null ? `"${node}"` : `"${node}" of ${keys.map((key) => `"${key}"`).join(', ')}`;

/** `step 2, fill "email"`. */
export function nameOfStep(step: JsonObject, at: number): string {
  const { do: what, target, value } = step;
  const words = [String(what)];
  if (what === 'press') words.push(JSON.stringify(value ?? ''));
  if (typeof target === 'string')
    words.push(
      what === 'press' ? `in ${nameOf(targetOf(target, step['key']))}` : nameOf(targetOf(target, step['key'])),
    );
  return `step ${at + 1}, ${words.join(' ')}`;
}
