import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type More, type Place, report } from '../diagnostics/report.ts';
import { aliasesIn } from './aliases.ts';
import { nearest, type RawToken, type TokenProblem, type TokenTree } from './token-tree.ts';

/** Characters of a reason that are shown. */
const mostWords = 300;

/** Why a token should not be used any more. */
export interface Deprecation {
  /** In the words of the theme; null when it says nothing but that. */
  readonly reason: string | null;
  /** The token that these words name, if there is one of that path. */
  readonly use: string | null;
}

/** Tokens with `$deprecated`, their own or that of a group around them, by path. */
export function deprecatedTokens(tree: TokenTree): ReadonlyMap<string, Deprecation> {
  const found = [...tree.tokens.values()].flatMap((token) => {
    const said = nearest(tree, token, ({ deprecated }) => deprecated);
    return said === null || said === false ? [] : [[token.path, deprecationOf(said, tree)] as const];
  });
  return new Map(found);
}

function deprecationOf(said: true | string, { tokens }: TokenTree): Deprecation {
  if (said === true) return { reason: null, use: null };
  const named = [...said.matchAll(/\{([^{}]+)\}/g)].map(([, path = '']) => path);
  return { reason: said, use: named.find((path) => tokens.has(path)) ?? null };
}

/** Aliases that a theme itself writes to such tokens. What is deprecated may go on with what is. */
export function deprecatedAliases(
  { tokens }: TokenTree,
  deprecated: ReadonlyMap<string, Deprecation>,
  /** `id@version` of the theme: its parents are told when they are compiled. */
  theme: string,
): readonly TokenProblem[] {
  if (deprecated.size === 0) return [];
  const own = [...tokens.values()].filter(({ path, at }) => at.document === theme && !deprecated.has(path));
  return own.flatMap((token) =>
    aliasesIn(token.value).flatMap((path) =>
      deprecated.has(path) ? [{ code: 'UI8004', tokens: [path, ...aliasText(token)], problem: '', at: token.at }] : [],
    ),
  );
}

/** Its own path, when an alias is all it says: then the fix is known. */
const aliasText = ({ value, path }: RawToken): readonly string[] => (typeof value === 'string' ? [path] : []);

/** Something uses a token that will go away. `alias`: the place of the text `{token}` itself, for a fix. */
export function tellDeprecatedToken(
  token: string,
  { reason, use }: Deprecation,
  place: Place,
  alias: string | null,
): Diagnostic {
  const value = `{${use}}`;
  const fixes: More['fixes'] =
    use === null || alias === null
      ? []
      : [{ title: `Use "${value}"`, safe: false, edits: [{ op: 'replace', path: alias, value }] }];
  const words = reason === null ? null : reason.slice(0, mostWords);
  return report('UI8004', { what: `The token "${token}"`, since: '', use: null, reason: words }, place, { fixes });
}
