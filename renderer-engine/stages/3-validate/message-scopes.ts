import type { Messages } from '../../document/types.ts';
import { anyType, type Scope, scopeOf, type Type } from '../../expressions/index.ts';
import { messageArguments } from '../../messages/index.ts';
import type { Resolved, Unit } from '../flow.ts';

/** `t` keys belong to the document in which they are written: a scope sees the messages of a unit. */
export interface MessageScopes {
  scopeFor(scope: Scope, unit: Unit): Scope;
}

type Arguments = Readonly<Record<string, Type>>;

/** The message scopes of a compilation. */
export function messageScopes({ page }: Resolved): MessageScopes {
  const scopes = new WeakMap<Scope, Map<Unit, Scope>>();
  const keys = new Map<Unit, ReadonlyMap<string, Arguments>>();
  const keysOf = (unit: Unit): ReadonlyMap<string, Arguments> => {
    const known = keys.get(unit);
    if (known) return known;
    const all = new Map(argumentsByKey(page.messages.get(unit) ?? {}));
    for (const [alias, used] of unit.uses) {
      for (const [key, own] of argumentsByKey(page.messages.get(used) ?? {})) all.set(`${alias}:${key}`, own);
    }
    keys.set(unit, all);
    return all;
  };
  return {
    scopeFor(scope, unit) {
      const byUnit = scopes.get(scope) ?? new Map<Unit, Scope>();
      scopes.set(scope, byUnit);
      const known = byUnit.get(unit);
      if (known) return known;
      const seeing: Scope = {
        ...scopeOf({}, scope),
        message: (key) => keysOf(unit).get(key),
        messageKeys: () => [...keysOf(unit).keys()],
      };
      byUnit.set(unit, seeing);
      return seeing;
    },
  };
}

/** Every key of some locale, with the arguments that any of its texts uses. Missing locales are told apart. */
function argumentsByKey(messages: Messages): ReadonlyMap<string, Arguments> {
  const known = remembered.get(messages);
  if (known) return known;
  const all = new Map<string, Arguments>();
  for (const texts of Object.values(messages)) {
    for (const [key, text] of Object.entries(texts)) all.set(key, { ...all.get(key), ...argumentsOf(text) });
  }
  remembered.set(messages, all);
  return all;
}

const remembered = new WeakMap<Messages, ReadonlyMap<string, Arguments>>();

/** A broken text is told once, as broken; its variables still count, so that its callers are not blamed. */
function argumentsOf(text: string): Arguments {
  const shape = messageArguments(text);
  if (shape.problems.length === 0) return shape.arguments;
  const names = [...text.matchAll(/\$([A-Za-z_][\w-]*)/g)].map(([, name]) => [name!, anyType] as const);
  return Object.fromEntries(names);
}
