import type { Messages } from '../../document/types.ts';
import { type Scope, scopeOf, type Type } from '../../expressions/index.ts';
import type { Resolved, Unit } from '../flow.ts';

/** `t` keys belong to the document in which they are written: a scope sees the messages of a unit. */
export interface MessageScopes {
  scopeFor(scope: Scope, unit: Unit): Scope;
}

type Arguments = (text: string) => Readonly<Record<string, Type>>;

/** `argumentsOf` reads the arguments of one MessageFormat 2 text. */
export function messageScopes({ page }: Resolved, argumentsOf: Arguments): MessageScopes {
  const scopes = new WeakMap<Scope, Map<Unit, Scope>>();
  const keys = new Map<Unit, ReadonlyMap<string, string>>();
  const keysOf = (unit: Unit): ReadonlyMap<string, string> => {
    const known = keys.get(unit);
    if (known) return known;
    const all = new Map(entriesOf(page.messages.get(unit) ?? {}));
    for (const [alias, used] of unit.uses) {
      for (const [key, text] of entriesOf(page.messages.get(used) ?? {})) all.set(`${alias}:${key}`, text);
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
        message(key) {
          const text = keysOf(unit).get(key);
          return text === undefined ? undefined : argumentsOf(text);
        },
        messageKeys: () => [...keysOf(unit).keys()],
      };
      byUnit.set(unit, seeing);
      return seeing;
    },
  };
}

/** Every key with its text in some locale; keys missing in others are told apart. */
function entriesOf(messages: Messages): (readonly [string, string])[] {
  return Object.values(messages).flatMap((texts) => Object.entries(texts));
}
