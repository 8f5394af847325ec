import { diagnostic } from './define.ts';

/** UI4xxx: expressions and messages. */
export const expressionDiagnostics = {
  UI4001: diagnostic<{ problem: string }>({
    name: 'expression/syntax',
    severity: 'error',
    message: ({ problem }) => problem,
  }),
  UI4007: diagnostic<{ found: string }>({
    name: 'expression/unformatted',
    severity: 'error',
    message: ({ found }) => `${found} cannot be put into text as it is. Format it first.`,
  }),
  UI4101: diagnostic<{ name: string; nearest: string | null }>({
    name: 'expression/unknown-name',
    severity: 'error',
    message: ({ name, nearest }) => `There is no name "${name}" here.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI4102: diagnostic<{ problem: string }>({
    name: 'expression/type-mismatch',
    severity: 'error',
    message: ({ problem }) => problem,
  }),
  UI4103: diagnostic<{ property: string; owner: string; nearest: string | null }>({
    name: 'expression/unknown-property',
    severity: 'error',
    message: ({ property, owner, nearest }) =>
      `"${owner}" has no property "${property}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI4104: diagnostic<{ name: string; nearest: string | null }>({
    name: 'expression/unknown-function',
    severity: 'error',
    message: ({ name, nearest }) => `There is no function "${name}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI4105: diagnostic<{ name: string; signature: string; found: number }>({
    name: 'expression/arity',
    severity: 'error',
    message: ({ name, signature, found }) =>
      `${name} is called with ${found} ${found === 1 ? 'argument' : 'arguments'}; it is written ${signature}.`,
  }),
  UI4106: diagnostic<{ what: string }>({
    name: 'expression/possibly-null',
    severity: 'warning',
    message: ({ what }) => `${what} may be null here. Give it a value with "??".`,
  }),
  UI4107: diagnostic<{ name: string }>({
    name: 'expression/hides-root',
    severity: 'error',
    message: ({ name }) => `"${name}" is a name of the language and cannot be used for something else.`,
  }),
  UI4108: diagnostic<{ path: readonly string[] }>({
    name: 'expression/let-cycle',
    severity: 'error',
    message: ({ path }) => `These "let" entries need each other: ${path.join(' → ')}.`,
  }),
  UI4201: diagnostic<{ key: string; locales: readonly string[]; nearest: string | null }>({
    name: 'message/unknown',
    severity: 'error',
    message: ({ key, locales, nearest }) =>
      locales.length > 0
        ? `The message "${key}" is missing in ${locales.join(', ')}.`
        : `There is no message "${key}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI4202: diagnostic<{ key: string; problem: string }>({
    name: 'message/argument',
    severity: 'error',
    message: ({ key, problem }) => `The message "${key}" ${problem}.`,
  }),
};
