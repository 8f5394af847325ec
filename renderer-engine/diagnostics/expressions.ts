import type { ProblemParams } from '../expressions/problem.ts';
import { diagnostic } from './define.ts';

/** UI4xxx: expressions and messages. What the expression checker finds brings its params along. */
export const expressionDiagnostics = {
  UI4001: diagnostic<ProblemParams['UI4001']>({
    name: 'expression/syntax',
    severity: 'error',
    message: ({ reason }) => reason,
  }),
  UI4007: diagnostic<ProblemParams['UI4007']>({
    name: 'expression/unformatted',
    severity: 'error',
    message: ({ found }) => `${capital(found)} cannot be put into text as it is. Format it first.`,
  }),
  UI4101: diagnostic<ProblemParams['UI4101']>({
    name: 'expression/unknown-name',
    severity: 'error',
    message: ({ name }) => `There is no name "${name}" here.`,
  }),
  UI4102: diagnostic<ProblemParams['UI4102']>({
    name: 'expression/type-mismatch',
    severity: 'error',
    message: ({ operation, expected, found }) => `${capital(operation)} needs ${expected}, but this is ${found}.`,
  }),
  UI4103: diagnostic<ProblemParams['UI4103']>({
    name: 'expression/unknown-property',
    severity: 'error',
    message: ({ property, of }) => `"${of}" has no property "${property}".`,
  }),
  UI4104: diagnostic<ProblemParams['UI4104']>({
    name: 'expression/unknown-function',
    severity: 'error',
    message: ({ name }) => `There is no function "${name}".`,
  }),
  UI4105: diagnostic<ProblemParams['UI4105']>({
    name: 'expression/arity',
    severity: 'error',
    message: ({ name, expected, found }) => `"${name}" takes ${expected}, not ${found}.`,
  }),
  UI4106: diagnostic<ProblemParams['UI4106']>({
    name: 'expression/possibly-null',
    severity: 'warning',
    message: ({ what }) => `"${what}" may be null here. Give it a value with "??".`,
  }),
  UI4107: diagnostic<ProblemParams['UI4107']>({
    name: 'expression/hides-root',
    severity: 'error',
    message: ({ name }) => `"${name}" is a name of the language and cannot be used for something else.`,
  }),
  UI4108: diagnostic<{ path: readonly string[] }>({
    name: 'expression/let-cycle',
    severity: 'error',
    message: ({ path }) => `These "let" entries need each other: ${path.join(' → ')}.`,
  }),
  UI4201: diagnostic<ProblemParams['UI4201'] & { locales?: readonly string[]; shown?: string | null }>({
    name: 'message/unknown',
    severity: 'error',
    message: ({ key, locales = [], shown = null }) =>
      locales.length > 0
        ? `The message "${key}" is missing in ${locales.join(', ')}${shown === null ? '' : `, where its text in ${shown} is shown`}.`
        : `There is no message "${key}".`,
  }),
  UI4205: diagnostic<{ place: string; locale: string; key: string; id: string; problem: string }>({
    name: 'message/override',
    severity: 'warning',
    message: ({ place, locale, key, id, problem }) =>
      `"${place}" of studio.json has "${key}" (${locale}) for "${id}": ${problem}`,
  }),
  UI4206: diagnostic<{ key: string }>({
    name: 'message/unused',
    severity: 'warning',
    message: ({ key }) => `Nothing shows the message "${key}". Remove it, or write t('${key}').`,
  }),
  UI4203: diagnostic<{ reason: string }>({
    name: 'message/syntax',
    severity: 'error',
    message: ({ reason }) => reason,
  }),
  UI4204: diagnostic<{ markup: string; key: string | null }>({
    name: 'message/markup',
    severity: 'warning',
    message: ({ key, markup }) =>
      key === null
        ? `The slot "inline:${markup}" shows nothing: "text" must be one message and nothing else, like "\${t('terms')}", that marks words up with {#${markup}}…{/${markup}}.`
        : `The message "${key}" marks words up with {#${markup}}, and nothing stands around them here. Show it as the whole "text" of a Text with the slot "inline:${markup}".`,
  }),
  UI4202: diagnostic<ProblemParams['UI4202']>({
    name: 'message/argument',
    severity: 'error',
    message: ({ key, argument, reason, expected, found }) => {
      if (reason === 'missing') return `The message "${key}" needs the argument "${argument}".`;
      if (reason === 'unknown') return `The message "${key}" has no argument "${argument}".`;
      return `The argument "${argument}" of the message "${key}" must be ${expected}, not ${found}.`;
    },
  }),
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
