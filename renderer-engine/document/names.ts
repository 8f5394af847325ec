/** One kind of name (language.md 2.1): what it is called, how it is spelled, and that rule in words. */
export interface NameRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly rule: string;
  readonly longest?: number;
}

const words = 'lower-case words joined by "-"';

/** Names of the language. */
export const names = {
  documentId: {
    what: 'document id',
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/,
    rule: `write a namespace and a path in ${words}, such as "acme/orders"`,
    longest: 200,
  },
  nodeId: {
    what: 'node id',
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    rule: `write ${words}, such as "order-table"`,
    longest: 64,
  },
  /** A slot, or `family:key`; the key may be any text, since Match compares it with values. */
  slot: {
    what: 'slot name',
    pattern: /^\S(.*\S)?$/,
    rule: 'write a name such as "footer", or "cell:status" for one of a family',
    longest: 200,
  },
  name: {
    what: 'name',
    pattern: /^[A-Za-z][A-Za-z0-9_]*$/,
    rule: 'write letters, digits and "_", starting with a letter',
    longest: 64,
  },
  type: {
    what: 'component type',
    pattern: /^[A-Z][A-Za-z0-9_]*$/,
    rule: 'write it in PascalCase, such as "StatusBadge"',
    longest: 64,
  },
  dotted: {
    what: 'name',
    pattern: /^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/,
    rule: 'write words joined by "." or "-", such as "orders.search"',
    longest: 100,
  },
  /** What a component raises; names that begin like those of the hypermedia library would be taken for its own. */
  event: {
    what: 'event',
    pattern: /^(?!htmx)[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/,
    rule: 'write words joined by "." or "-", such as "orders.changed", that do not start with "htmx"',
    longest: 100,
  },
  /** A key under `ext`. */
  reverseDomain: {
    what: 'reverse-domain key',
    pattern: /^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)+$/,
    rule: 'write the domain of whoever reads it backwards, such as "com.example.editor"',
    longest: 200,
  },
  duration: {
    what: 'duration',
    pattern: /^[0-9]+(ms|s|m|h|d)$/,
    rule: 'write a number and ms, s, m, h or d, such as "300ms"',
    longest: 12,
  },
  locale: {
    what: 'locale',
    pattern: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/,
    rule: 'write a language tag such as "en" or "de-AT"',
    longest: 35,
  },
  version: {
    what: 'version',
    pattern:
      /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/,
    rule: 'write three numbers, such as "1.0.0"',
    longest: 100,
  },
  documentReference: {
    what: 'document reference',
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+@\S.*$/,
    rule: 'write an id and a version range, such as "acme/order-types@^3.0.0"',
    longest: 300,
  },
  trigger: {
    what: 'trigger',
    pattern:
      /^([a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*|event:(?!htmx)[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*|every:([1-9][0-9]*[mhd]|([5-9]|[1-9][0-9]+)s|([5-9]|[1-9][0-9]+)[0-9]{3}ms))$/,
    rule: 'write an event of the component, "load", "visible", "every:30s" (5 s or more) or "event:orders.changed"',
    longest: 120,
  },
} as const satisfies Record<string, NameRule>;

/** Keys no object of a document may have: they reach prototypes in careless code. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const reservedByWindows = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

/** Whether a name follows its rule. */
export function followsRule(name: string, rule: NameRule): boolean {
  if (name.length > (rule.longest ?? Number.POSITIVE_INFINITY) || !rule.pattern.test(name)) return false;
  return rule !== names.documentId || !name.split('/').some((segment) => reservedByWindows.test(segment));
}
