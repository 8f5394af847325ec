import type { Binding, Scope } from './type.ts';

/** Names every expression may find in some place; no local name may hide one (language.md 3.3). */
export const rootNames: readonly string[] = [
  'params',
  'data',
  'ctx',
  'form',
  'error',
  'result',
  'args',
  'event',
  'props',
  'slots',
];

/** These names, and behind them those of `outer`, whose messages stay. */
export function scopeOf(bindings: Readonly<Record<string, Binding>>, outer?: Scope): Scope {
  const message = outer?.message?.bind(outer);
  const messageKeys = outer?.messageKeys?.bind(outer);
  return {
    find: (name) => (Object.hasOwn(bindings, name) ? bindings[name] : outer?.find(name)),
    names: () => [...new Set([...Object.keys(bindings), ...(outer?.names() ?? [])])],
    ...(message && { message }),
    ...(messageKeys && { messageKeys }),
  };
}
