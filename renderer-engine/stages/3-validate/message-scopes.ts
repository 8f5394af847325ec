import type { Messages } from '../../document/types.ts';
import { anyType, type Scope, scopeOf, type Type } from '../../expressions/index.ts';
import { hostSignatures } from '../../host-functions.ts';
import { messageArguments } from '../../messages/index.ts';
import { manifestSchema } from '../2-resolve/manifest-schema.ts';
import type { FrontContext, Resolved, Unit } from '../flow.ts';

/** `t` keys belong to the document in which they are written: a scope sees the messages of a unit. */
export interface MessageScopes {
  scopeFor(scope: Scope, unit: Unit): Scope;
  /** Every message that was asked for, in the order of asking; what was kept from the last compilation is put in. */
  readonly asked: AskedMessage[];
}

export interface AskedMessage {
  readonly unit: Unit;
  readonly key: string;
}

/** What the texts of one key need, in all languages. */
interface Needs {
  readonly arguments: Readonly<Record<string, Type>>;
  readonly markup: readonly string[];
}

/** The message scopes of a compilation. */
export function messageScopes({ page }: Resolved, context: FrontContext): MessageScopes {
  const { manifests, features } = context;
  const declared = hostSignatures(manifests, (schema) => manifestSchema(schema, manifests.calls, context));
  // A page is not published without what it calls; a function that is only promised is unknown here.
  const hosts = new Map([...declared].filter(([name]) => features?.has(`function:${name}`)));
  const scopes = new WeakMap<Scope, Map<Unit, Scope>>();
  const keys = new Map<Unit, ReadonlyMap<string, Needs>>();
  const keysOf = (unit: Unit): ReadonlyMap<string, Needs> => {
    const known = keys.get(unit);
    if (known) return known;
    const all = new Map(needsByKey(page.messages.get(unit) ?? {}));
    for (const [alias, used] of unit.uses) {
      for (const [key, own] of needsByKey(page.messages.get(used) ?? {})) all.set(`${alias}:${key}`, own);
    }
    keys.set(unit, all);
    return all;
  };
  const asked: AskedMessage[] = [];
  return {
    asked,
    scopeFor(scope, unit) {
      const byUnit = scopes.get(scope) ?? new Map<Unit, Scope>();
      scopes.set(scope, byUnit);
      const known = byUnit.get(unit);
      if (known) return known;
      const seeing: Scope = {
        ...scopeOf({}, scope),
        message: (key) => {
          asked.push({ unit, key });
          return keysOf(unit).get(key)?.arguments;
        },
        messageMarkup: (key) => keysOf(unit).get(key)?.markup ?? [],
        ...(hosts.size > 0 && { hostFunctions: () => hosts }),
        messageKeys: () => [...keysOf(unit).keys()],
        ...(scope.wraps && { wraps: scope.wraps }),
      };
      byUnit.set(unit, seeing);
      return seeing;
    },
  };
}

/** Every key of some locale, with what any of its texts needs. Missing locales are told apart. */
function needsByKey(messages: Messages): ReadonlyMap<string, Needs> {
  const known = remembered.get(messages);
  if (known) return known;
  const all = new Map<string, Needs>();
  for (const texts of Object.values(messages)) {
    for (const [key, text] of Object.entries(texts)) {
      const others = all.get(key);
      const { markup } = messageArguments(text);
      all.set(key, {
        arguments: { ...others?.arguments, ...argumentsOf(text) },
        markup: [...new Set([...(others?.markup ?? []), ...markup])],
      });
    }
  }
  remembered.set(messages, all);
  return all;
}

const remembered = new WeakMap<Messages, ReadonlyMap<string, Needs>>();

/** A broken text is told once, as broken; its variables still count, so that its callers are not blamed. */
function argumentsOf(text: string): Needs['arguments'] {
  const shape = messageArguments(text);
  if (shape.problems.length === 0) return shape.arguments;
  const names = [...text.matchAll(/\$([A-Za-z_][\w-]*)/g)].map(([, name]) => [name!, anyType] as const);
  return Object.fromEntries(names);
}
