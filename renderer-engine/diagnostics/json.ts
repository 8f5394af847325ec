import { diagnostic } from './define.ts';

/** UI1xxx: the text is not the JSON the language asks for. */
export const jsonDiagnostics = {
  UI1001: diagnostic<{ problem: string }>({
    name: 'json/syntax',
    severity: 'error',
    message: ({ problem }) => problem,
  }),
  UI1002: diagnostic<{ key: string }>({
    name: 'json/duplicate-key',
    severity: 'error',
    message: ({ key }) => `The key "${key}" stands twice in this object. Keep one; the first one is used meanwhile.`,
  }),
  UI1003: diagnostic<{ text: string }>({
    name: 'json/number-range',
    severity: 'error',
    message: ({ text }) => `${text} is outside the range of a double. Write it as text, or use a smaller number.`,
  }),
  UI1004: diagnostic({
    name: 'json/lone-surrogate',
    severity: 'error',
    message: () => 'This text holds half of a character (a lone surrogate), which has no UTF-8 form. Remove it.',
  }),
  UI1005: diagnostic({
    name: 'json/replacement-character',
    severity: 'warning',
    message: () =>
      'Some bytes here were not UTF-8 and now show as "\uFFFD". Save the file as UTF-8 and write them again.',
  }),
};
