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
  return {
    find: (name) => (Object.hasOwn(bindings, name) ? bindings[name] : outer?.find(name)),
    names: () => [...new Set([...Object.keys(bindings), ...(outer?.names() ?? [])])],
    ...messagesOf(outer),
  };
}

/** What a scope knows of messages. */
export function messagesOf(
  scope: Scope | undefined,
): Pick<Scope, 'message' | 'messageKeys' | 'messageMarkup' | 'hostFunctions'> {
  const message = scope?.message?.bind(scope);
  const messageKeys = scope?.messageKeys?.bind(scope);
  const messageMarkup = scope?.messageMarkup?.bind(scope);
  const hostFunctions = scope?.hostFunctions?.bind(scope);
  return {
    ...(hostFunctions && { hostFunctions }),
    ...(message && { message }),
    ...(messageKeys && { messageKeys }),
    ...(messageMarkup && { messageMarkup }),
  };
}
