import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { report } from '../diagnostics/report.ts';
import { hashJson } from '../document/canonical.ts';
import { merge } from '../document/merge.ts';
import type { JsonObject, ThemeDocument } from '../document/types.ts';
import type { Dependency } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import { readActivation } from './activation.ts';
import { type CssToken, writeTokens } from './aliases.ts';
import { contrastProblems } from './contrast.ts';
import { variableOf } from './css-text.ts';
import { type Deprecation, deprecatedAliases, deprecatedTokens, tellDeprecatedToken } from './deprecated-tokens.ts';
import { placeOf } from './diagnostic-place.ts';
import type { LoadedTheme, ThemeUnit } from './load-theme.ts';
import { type Modifier, type Resolver, readResolvers, treeFor } from './resolver-document.ts';
import { targetSizeProblems } from './target-size.ts';
import type { At, RawToken, TokenProblem, TokenTree } from './token-tree.ts';

/** A theme with everything it inherits, its tokens written as CSS. */
export interface ResolvedTheme {
  readonly id: string;
  /** Path → CSS under the default contexts. */
  readonly tokens: ReadonlyMap<string, CssToken>;
  /** Its sources and modifiers, to see its tokens under any choice of contexts. */
  readonly resolver: Resolver;
  /** What other contexts change, in the order in which they apply. */
  readonly contexts: readonly ThemeContext[];
  /** Tokens that should not be used any more, by path. */
  readonly deprecated: ReadonlyMap<string, Deprecation>;
  /** Paths of tokens that are written but cannot be used. */
  readonly broken: ReadonlySet<string>;
  readonly breakpoints: Readonly<Record<Breakpoint, string>>;
  /** Core type or document id → `defaults`, `tokens`, `parts`. */
  readonly components: JsonObject;
  /** Name → `{ src, width, height }`. */
  readonly pictures: JsonObject;
  readonly fonts: readonly JsonObject[];
  /** The theme first, then its parents; where to point when something in them is wrong. */
  readonly units: readonly ThemeUnit[];
  /** The same documents by id, with the hash of what they say. */
  readonly dependencies: readonly Dependency[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ThemeContext {
  readonly modifier: string;
  readonly context: string;
  /** Media query that turns it on without anybody choosing; null when only a choice does. */
  readonly media: string | null;
  /** Only what differs from the default contexts: path → CSS. */
  readonly changes: ReadonlyMap<string, string>;
  /** Where each of these was written: path → place. */
  readonly places: ReadonlyMap<string, At>;
}

export type Breakpoint = 'sm' | 'md' | 'lg' | 'xl';

/** Merges a theme with its parents, follows aliases in every context and runs the theme's checks. */
export function resolveTheme({ chain, diagnostics: before }: LoadedTheme): ResolvedTheme {
  const problems: TokenProblem[] = [];
  const documents = chain.map(({ document }) => document);
  const resolver = readResolvers(documents, problems);
  const base = treeFor(resolver, {}, problems);
  const variants = resolver.modifiers.flatMap((modifier) => variantsOf(resolver, modifier, problems));
  const varying = varyingTokens(
    base,
    variants.map(({ tree }) => tree),
  );
  const tokens = writeTokens(base, varying, problems);
  const deprecated = deprecatedTokens(base);
  const name = `${documents.at(-1)?.id}@${documents.at(-1)?.version}`;
  for (const tree of [base, ...variants.map((variant) => variant.tree)])
    problems.push(...deprecatedAliases(tree, deprecated, name));
  const activation = readActivation(chain, resolver.modifiers);
  const colorful = new Set<string>();
  const contexts = variants.map(({ modifier, context, tree }) => {
    const written = writeTokens(tree, varying, problems);
    const isOwn = ({ path, at }: CssToken) => !samePlace(base.tokens.get(path)?.at, at);
    if ([...written.values()].some((token) => token.type === 'color' && isOwn(token))) colorful.add(modifier);
    // What a context says anew may equal the default and still undo what an earlier modifier changed.
    const changes = [...written].filter(
      ([path, token]) => tokens.get(path)?.css !== token.css || (varying.has(path) && isOwn(token)),
    );
    return {
      modifier,
      context,
      media: activation.media.get(modifier)?.get(context) ?? null,
      changes: new Map(changes.map(([path, { css }]) => [path, css])),
      places: new Map(changes.map(([path, { at }]) => [path, at])),
    };
  });
  return {
    id: documents.at(-1)?.id ?? '',
    tokens,
    resolver,
    contexts,
    deprecated,
    broken: new Set([...base.tokens.keys()].filter((path) => !tokens.has(path))),
    breakpoints: breakpointsOf(documents),
    components: merged(documents, 'components'),
    pictures: merged(documents, 'assets'),
    fonts: documents.flatMap(({ fonts }) => fonts ?? []).filter(firstOfItsKind),
    units: [...chain].reverse(),
    dependencies: documents.map((document) => ({
      id: document.id,
      version: document.version,
      hash: hashJson(document),
    })),
    diagnostics: [
      ...before,
      ...tellProblems(problems, chain, base, deprecated),
      ...clashes(base, chain),
      ...activation.diagnostics,
      ...tooManyTokens(base, chain),
      ...contrastProblems(chain, resolver, colorful),
      ...targetSizeProblems(chain, resolver),
    ],
  };
}

function variantsOf(resolver: Resolver, { name, default: standard, contexts }: Modifier, problems: TokenProblem[]) {
  return Object.keys(contexts)
    .filter((context) => context !== standard)
    .map((context) => ({ modifier: name, context, tree: treeFor(resolver, { [name]: context }, problems) }));
}

/** Tokens that some context defines anew. What refers to them must do so by name, or contexts could not be combined. */
function varyingTokens(base: TokenTree, others: readonly TokenTree[]): ReadonlySet<string> {
  const same = (token: RawToken) => JSON.stringify(base.tokens.get(token.path)?.value) === JSON.stringify(token.value);
  const changed = others.flatMap((tree) => [...tree.tokens.values()].filter((token) => !same(token)));
  return new Set(changed.map(({ path }) => path));
}

const samePlace = (a: At | undefined, b: At): boolean => a?.document === b.document && a.pointer === b.pointer;

const standardBreakpoints: Readonly<Record<Breakpoint, string>> = {
  sm: '40rem',
  md: '48rem',
  lg: '64rem',
  xl: '80rem',
};

function breakpointsOf(documents: readonly ThemeDocument[]): Readonly<Record<Breakpoint, string>> {
  const own = documents.flatMap(({ breakpoints }) => Object.entries(breakpoints ?? {}));
  const known = own.filter(([name, width]) => name in standardBreakpoints && /^\d+(\.\d+)?(rem|px)$/.test(width));
  return { ...standardBreakpoints, ...Object.fromEntries(known) };
}

const merged = (documents: readonly ThemeDocument[], key: 'components' | 'assets'): JsonObject =>
  documents.reduce<JsonObject>((all, document) => merge(all, document[key] ?? {}) as JsonObject, {});

/** A child may name a font its parent already brings. */
const firstOfItsKind = (font: JsonObject, at: number, all: readonly JsonObject[]): boolean =>
  all.findIndex((other) => JSON.stringify(other) === JSON.stringify(font)) === at;

/** More mistakes than that are of one kind, and looking for a near name costs time for each. */
const mostTold = 100;

/** Problems as diagnostics, each once: the same token is written in several contexts, a circle starts anywhere. */
function tellProblems(
  problems: readonly TokenProblem[],
  chain: readonly ThemeUnit[],
  tree: TokenTree,
  deprecated: ReadonlyMap<string, Deprecation>,
): readonly Diagnostic[] {
  const seen = new Set<string>();
  const unique = problems.filter((problem) => !seen.has(identityOf(problem)) && seen.add(identityOf(problem)));
  return unique.slice(0, mostTold).map(({ code, tokens, problem, at }) => {
    const [token = ''] = tokens;
    const place = placeOf(chain, at);
    if (code === 'UI8004') {
      const alias = tokens.length > 1 ? `${at.pointer}/$value` : null;
      return tellDeprecatedToken(token, deprecated.get(token) ?? { reason: null, use: null }, place, alias);
    }
    if (code === 'UI6001') return report(code, { token, nearest: nearestName(token, tree.tokens.keys()) }, place);
    return code === 'UI6002' ? report(code, { path: tokens }, place) : report(code, { token, problem }, place);
  });
}

const identityOf = ({ code, tokens, problem, at }: TokenProblem): string =>
  code === 'UI6002'
    ? `${code} ${[...new Set(tokens)].sort().join()}`
    : `${code} ${at.document} ${at.pointer} ${problem} ${code === 'UI8004' ? tokens[0] : ''}`;

function tooManyTokens({ tokens }: TokenTree, chain: readonly ThemeUnit[]): readonly Diagnostic[] {
  const { tokens: most } = defaultLimits;
  const beyond = [...tokens.values()][most];
  const params = { limit: 'the number of tokens', value: `more than ${most}`, most };
  return beyond ? [report('UI9001', params, placeOf(chain, beyond.at))] : [];
}

/** Two tokens must not become one custom property. */
function clashes(tree: TokenTree, chain: readonly ThemeUnit[]): readonly Diagnostic[] {
  const byName = new Map<string, RawToken[]>();
  for (const token of tree.tokens.values())
    byName.set(variableOf(token.path), [...(byName.get(variableOf(token.path)) ?? []), token]);
  return [...byName]
    .filter(([, tokens]) => tokens.length > 1)
    .map(([name, tokens]) =>
      report('UI6004', { name, tokens: tokens.map(({ path }) => path) }, placeOf(chain, tokens.at(-1)!.at)),
    );
}
