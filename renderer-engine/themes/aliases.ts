import type { Json } from '../document/types.ts';
import { variableOf } from './css-text.ts';
import { type At, aliasOf, isObject, type RawToken, type TokenProblem, type TokenTree, typeOf } from './token-tree.ts';
import { tokenTypes, valueText } from './token-values.ts';

/** A token of one permutation, as CSS. */
export interface CssToken {
  readonly path: string;
  readonly type: string;
  readonly css: string;
  readonly at: At;
}

/** Writes every token of a tree. An alias to a `varying` token becomes `var()`, any other is followed to its value. */
export function writeTokens(
  tree: TokenTree,
  varying: ReadonlySet<string>,
  problems: TokenProblem[],
): ReadonlyMap<string, CssToken> {
  const written = new Map<string, CssToken>();
  const known = new Map<string, Reach>();
  for (const token of tree.tokens.values()) {
    const reach = reachOf(tree, token, known);
    const type = 'code' in reach ? null : resolvedType(tree, token);
    const css = type && tokenText(tree, token, type, varying, problems);
    if (css) written.set(token.path, { path: token.path, type, css, at: token.at });
    else if ('code' in reach) problems.push(reach);
    else if (!type) problems.push({ code: 'UI6003', tokens: [token.path], problem: 'has no "$type"', at: token.at });
  }
  return written;
}

/** The value behind all aliases of a token; null when it is broken. */
export function finalValue(tree: TokenTree, path: string): Json {
  const seen = new Set<string>();
  let value: Json | undefined = tree.tokens.get(path)?.value;
  for (let alias = aliasOf(value); alias; alias = aliasOf(value)) {
    if (seen.has(alias.path)) return null;
    seen.add(alias.path);
    value = partOf(tree.tokens.get(alias.path)?.value, alias.part);
  }
  return value ?? null;
}

/** Follows aliases for the type, when neither the token nor a group says it. The aliases are known to end. */
function resolvedType(tree: TokenTree, token: RawToken): string | null {
  const own = typeOf(tree, token);
  const alias = own ? null : aliasOf(token.value);
  const target = alias && tree.tokens.get(alias.path);
  return target ? resolvedType(tree, target) : own;
}

function tokenText(
  tree: TokenTree,
  token: RawToken,
  type: string,
  varying: ReadonlySet<string>,
  problems: TokenProblem[],
): string | null {
  const report = (problem: TokenProblem) => {
    problems.push(problem);
    return null;
  };
  if (!tokenTypes.includes(type))
    return report({ code: 'UI6003', tokens: [token.path], problem: `has the unknown type "${type}"`, at: token.at });
  let mismatch: string | null = null;

  const follow = (value: Json | undefined, wanted: string): string | null => {
    const alias = aliasOf(value);
    const target = alias && tree.tokens.get(alias.path);
    if (!alias || !target) return null;
    const found = resolvedType(tree, target);
    if (alias.part.length === 0 && found !== wanted) {
      mismatch ??= `needs a ${wanted}, but "${alias.path}" is a ${found ?? 'token without type'}`;
      return null;
    }
    if (alias.part.length === 0 && varying.has(alias.path)) return `var(${variableOf(alias.path)})`;
    const inner = partOf(target.value, alias.part) ?? null;
    return follow(inner, wanted) ?? valueText(replaceParts(tree, inner), wanted, follow);
  };

  const css =
    follow(token.value, type) ??
    (aliasOf(token.value) ? null : valueText(replaceParts(tree, token.value), type, follow));
  if (css !== null && mismatch === null) return css;
  return report({
    code: 'UI6003',
    tokens: [token.path],
    problem: mismatch ?? `has a value that is no ${type}`,
    at: token.at,
  });
}

/** What following all aliases of a token comes to: how many values are put together, over how many steps. */
interface Reach {
  readonly parts: number;
  readonly depth: number;
}

const deepest = 32;
const mostParts = 500;

/** Follows every alias below a token once, before any text is made: what goes nowhere, in a circle or too far is told. */
function reachOf(
  tree: TokenTree,
  token: RawToken,
  known: Map<string, Reach>,
  trail: readonly string[] = [],
): Reach | TokenProblem {
  const wrong = (problem: string): TokenProblem => ({ code: 'UI6003', tokens: [token.path], problem, at: token.at });
  const tooDeep = `is an alias of an alias more than ${deepest} times over`;
  if (trail.includes(token.path)) {
    const tokens = [...trail.slice(trail.indexOf(token.path)), token.path];
    return { code: 'UI6002', tokens, problem: '', at: token.at };
  }
  const before = known.get(token.path);
  if (before) return before;
  if (trail.length > deepest) return wrong(tooDeep);
  let [parts, depth] = [1, 0];
  for (const path of aliasesIn(token.value)) {
    const target = tree.tokens.get(path);
    if (!target) return { code: 'UI6001', tokens: [path], problem: '', at: token.at };
    const reach = reachOf(tree, target, known, [...trail, token.path]);
    if ('code' in reach) return reach.code === 'UI6002' ? reach : { ...reach, at: token.at };
    parts += reach.parts;
    depth = Math.max(depth, reach.depth + 1);
  }
  if (depth > deepest) return wrong(tooDeep);
  if (parts > mostParts) return wrong(`is put together from more than ${mostParts} values`);
  known.set(token.path, { parts, depth });
  return { parts, depth };
}

/** Paths of all tokens that a value names. */
export function aliasesIn(value: Json | undefined): readonly string[] {
  const alias = aliasOf(value);
  if (alias) return [alias.path];
  if (Array.isArray(value)) return value.flatMap(aliasesIn);
  return isObject(value) ? Object.values(value).flatMap(aliasesIn) : [];
}

/** Pointers into parts of values (`{ "$ref": "#/red/$value/components/0" }`) become those parts. */
function replaceParts(tree: TokenTree, value: Json): Json {
  const alias = aliasOf(value);
  if (alias && alias.part.length > 0) return partOf(finalValue(tree, alias.path), alias.part) ?? null;
  if (alias) return value;
  if (Array.isArray(value)) return value.map((item) => replaceParts(tree, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceParts(tree, item)]));
}

function partOf(value: Json | undefined, part: readonly string[]): Json | undefined {
  return part.reduce<Json | undefined>(
    (inner, key) =>
      Array.isArray(inner) ? inner[Number(key)] : isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined,
    value,
  );
}
