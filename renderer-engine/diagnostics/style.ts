import { diagnostic } from './define.ts';

/** UI6xxx: style and theme. */
export const styleDiagnostics = {
  UI6001: diagnostic<{ token: string; nearest: string | null }>({
    name: 'style/unknown-token',
    severity: 'error',
    message: ({ token, nearest }) =>
      `There is no design token "${token}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI6002: diagnostic<{ path: readonly string[] }>({
    name: 'theme/alias-cycle',
    severity: 'error',
    message: ({ path }) => `These tokens are defined by each other: ${path.join(' → ')}.`,
  }),
  UI6003: diagnostic<{ token: string; problem: string }>({
    name: 'theme/token-type',
    severity: 'error',
    message: ({ token, problem }) => `The token "${token}" ${problem}.`,
  }),
  UI6004: diagnostic<{ name: string; tokens: readonly string[] }>({
    name: 'theme/token-clash',
    severity: 'error',
    message: ({ name, tokens }) => `${tokens.map((token) => `"${token}"`).join(' and ')} both become "${name}" in CSS.`,
  }),
  UI6102: diagnostic<{ property: string; value: string }>({
    name: 'style/value',
    severity: 'error',
    message: ({ property, value }) =>
      `"${value}" cannot be used for "${property}". Colors are always tokens, such as "{color.text.default}".`,
  }),
  UI6103: diagnostic<{ property: string; nearest: string | null }>({
    name: 'style/property',
    severity: 'error',
    message: ({ property, nearest }) =>
      `"${property}" is no style property of the language.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI6104: diagnostic<{ property: string }>({
    name: 'style/not-constant',
    severity: 'error',
    message: ({ property }) =>
      `Style is fixed when the document is compiled, but "${property}" depends on data. Use an axis such as "tone", "if" or Match.`,
  }),
  UI6105: diagnostic<{ property: string; value: string; expected: string }>({
    name: 'style/value-type',
    severity: 'error',
    message: ({ property, value, expected }) => `"${value}" cannot be used for "${property}"; it takes ${expected}.`,
  }),
  UI6106: diagnostic<{ id: string }>({
    name: 'theme/orphan-override',
    severity: 'warning',
    message: ({ id }) =>
      `The project has no component "${id}", so what the theme sets for it has no effect. Correct the id or remove the entry.`,
  }),
  UI6107: diagnostic<{ tokens: readonly string[]; more: number }>({
    name: 'theme/missing-token',
    severity: 'error',
    message: ({ tokens, more }) =>
      `Components rely on tokens this theme does not have: ${tokens.map((token) => `"${token}"`).join(', ')}${more > 0 ? ` and ${more} more` : ''}. Extend "core/theme", or define them.`,
  }),
  UI6201: diagnostic<{ name: string }>({
    name: 'style/breakpoint',
    severity: 'error',
    message: ({ name }) => `"${name}" is no breakpoint. There are base, sm, md, lg, xl, and @sm, @md, @lg, @xl.`,
  }),
  UI6203: diagnostic<{ node: string }>({
    name: 'style/lazy-size',
    severity: 'warning',
    message: ({ node }) =>
      `"${node}" loads later but reserves no space, so what follows jumps when it arrives. Give it a "minHeight" in "style".`,
  }),
  UI6301: diagnostic<{ pair: string; ratio: string; needed: number; where: string }>({
    name: 'theme/contrast',
    severity: 'warning',
    message: ({ pair, ratio, needed, where }) =>
      `${pair} has a contrast of ${ratio}, less than ${needed}${where ? ` (${where})` : ''}.`,
  }),
  UI6302: diagnostic<{ token: string; pixels: number; least: number }>({
    name: 'theme/target-size',
    severity: 'warning',
    message: ({ token, pixels, least }) =>
      `"${token}" makes what people press ${Number(pixels.toFixed(2))} px high; fingers need ${least} px. Make it larger.`,
  }),
};
