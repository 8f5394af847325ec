import { diagnostic, oneOf } from './define.ts';

/** UI2xxx: a document, node, prop or slot has the wrong shape. */
export const structureDiagnostics = {
  UI2001: diagnostic<{ key: string; where: string; nearest: string | null }>({
    name: 'structure/unknown-key',
    severity: 'error',
    message: ({ key, where, nearest }) =>
      `${where} has no key "${key}".${nearest ? ` Did you mean "${nearest}"?` : ' Remove it, or put it under "ext".'}`,
  }),
  UI2002: diagnostic<{ what: string; suggestion: string }>({
    name: 'structure/missing-id',
    severity: 'error',
    message: ({ what, suggestion }) => `${what} needs an "id", for example "${suggestion}".`,
  }),
  UI2003: diagnostic<{ id: string; what?: 'node' | 'case' }>({
    name: 'structure/duplicate-id',
    severity: 'error',
    message: ({ id, what = 'node' }) =>
      `The id "${id}" is taken by another ${what} of this document. Every ${what} needs its own.`,
  }),
  UI2004: diagnostic<{ what: string; expected: string; found: string }>({
    name: 'structure/wrong-kind',
    severity: 'error',
    message: ({ what, expected, found }) => `${what} must be ${expected}, not ${found}.`,
  }),
  UI2005: diagnostic<{ component: string; prop: string; problem: string }>({
    name: 'structure/prop-invalid',
    severity: 'error',
    message: ({ component, prop, problem }) => `Property "${prop}" of ${component} ${problem}.`,
  }),
  UI2006: diagnostic<{ component: string; slot: string; known: readonly string[]; nearest: string | null }>({
    name: 'structure/slot-unknown',
    severity: 'error',
    message: ({ component, slot, known, nearest }) => {
      if (nearest) return `${component} has no slot "${slot}". Did you mean "${nearest}"?`;
      return known.length > 0
        ? `${component} has no slot "${slot}". It has ${known.map((name) => `"${name}"`).join(', ')}.`
        : `${component} takes no content, so "${slot}" cannot be filled.`;
    },
  }),
  UI2007: diagnostic<{ child: string; parent: string; rule: string }>({
    name: 'structure/child-not-accepted',
    severity: 'error',
    message: ({ child, parent, rule }) => `${child} cannot stand in ${parent}: ${rule}.`,
  }),
  UI2008: diagnostic<{ slot: string }>({
    name: 'structure/slot-placed-twice',
    severity: 'error',
    message: ({ slot }) => `The slot "${slot}" is placed twice in this view. Its content can stand in one place only.`,
  }),
  UI2009: diagnostic({
    name: 'structure/children-and-default',
    severity: 'error',
    message: () => '"children" is short for "slots.default"; this node has both. Keep one of them.',
  }),
  UI2010: diagnostic<{ missing: readonly string[] }>({
    name: 'structure/match-open',
    severity: 'warning',
    message: ({ missing }) => `Match shows nothing for ${oneOf(missing)}. Add a case for it, or a "default" slot.`,
  }),
  UI2011: diagnostic<{ column: string; both: boolean }>({
    name: 'structure/column-content',
    severity: 'error',
    message: ({ column, both }) =>
      both
        ? `Column "${column}" has a "value" and a slot "cell:${column}". Keep one of them.`
        : `Column "${column}" shows nothing. Give it a "value", or fill the slot "cell:${column}".`,
  }),
  UI2012: diagnostic<{ file: string }>({
    name: 'structure/tests-twice',
    severity: 'error',
    message: ({ file }) => `The tests of this document stand here and in ${file}. Keep them in one place.`,
  }),
  UI2013: diagnostic<{ component: string; prop: string }>({
    name: 'structure/shape-not-constant',
    severity: 'error',
    message: ({ component, prop }) =>
      `Property "${prop}" of ${component} decides the markup, so it must be known when the document is compiled. Use a constant, or choose between nodes with "if" or Match.`,
  }),
  UI2014: diagnostic<{ key: string }>({
    name: 'structure/forbidden-key',
    severity: 'error',
    message: ({ key }) => `"${key}" is not allowed as a key anywhere in a document. Choose another name.`,
  }),
  UI2015: diagnostic<{ problem: string }>({
    name: 'structure/schema-profile',
    severity: 'error',
    message: ({ problem }) => `This JSON Schema cannot be used: ${problem}${problem.endsWith('?') ? '' : '.'}`,
  }),
  UI2016: diagnostic<{ key: string; where: string }>({
    name: 'structure/missing-key',
    severity: 'error',
    message: ({ key, where }) => `${where} needs the key "${key}".`,
  }),
  UI2017: diagnostic<{ name: string; what: string; rule: string }>({
    name: 'structure/bad-name',
    severity: 'error',
    message: ({ name, what, rule }) => `"${name}" is no ${what}: ${rule}.`,
  }),
  UI2018: diagnostic<{ component: string; prop: string }>({
    name: 'structure/missing-prop',
    severity: 'error',
    message: ({ component, prop }) => `${component} needs the property "${prop}".`,
  }),
  UI2019: diagnostic<{ component: string; prop: string; nearest: string | null }>({
    name: 'structure/unknown-prop',
    severity: 'error',
    message: ({ component, prop, nearest }) =>
      `${component} has no property "${prop}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI2021: diagnostic<{ event: string; problem: string }>({
    name: 'structure/event-detail',
    severity: 'error',
    message: ({ event, problem }) => `The detail of the event "${event}" ${problem}.`,
  }),
  UI2022: diagnostic({
    name: 'structure/else-without-if',
    severity: 'error',
    message: () => '"else" is shown when "if" does not hold, and this node has no "if". Add one, or remove "else".',
  }),
  UI2023: diagnostic<{ named: string; kind: string }>({
    name: 'structure/schema-of-another-kind',
    severity: 'warning',
    message: ({ named, kind }) =>
      `"$schema" names the schema of a ${named}, but "kind" says ${kind}: editors would help with the wrong keys.`,
  }),
  UI2020: diagnostic<{ component: string; event: string; known: readonly string[] }>({
    name: 'structure/unknown-trigger',
    severity: 'error',
    message: ({ component, event, known }) =>
      `${component} has no event "${event}".${known.length > 0 ? ` It has ${known.map((name) => `"${name}"`).join(', ')}.` : ''}`,
  }),
};
