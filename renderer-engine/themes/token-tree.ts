import type { Json, JsonObject } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';

/** A token as written, before its aliases are followed. */
export interface RawToken {
  /** Dotted path, e.g. `color.action.bg`. */
  readonly path: string;
  readonly value: Json;
  /** Its own `$type`, if it says one. */
  readonly type: string | null;
  /** Its own `$deprecated`, if it says something: whether it is, or why. */
  readonly deprecated: Deprecated | null;
  /** Where it stands: document and JSON Pointer. */
  readonly at: At;
}

export type Deprecated = boolean | string;

export interface At {
  /** `id@version` of the theme. */
  readonly document: string;
  readonly pointer: string;
}

interface RawGroup {
  readonly type: string | null;
  readonly deprecated: Deprecated | null;
  readonly extends: string | null;
  readonly at: At;
}

/** Tokens and groups of one or more merged sources, by path. */
export interface TokenTree {
  readonly tokens: Map<string, RawToken>;
  readonly groups: Map<string, RawGroup>;
}

/** What is wrong with a token, told by code. */
export interface TokenProblem {
  readonly code: 'UI6001' | 'UI6002' | 'UI6003' | 'UI8004';
  /** For UI6002 all tokens of the cycle, else the one token. */
  readonly tokens: readonly string[];
  readonly problem: string;
  readonly at: At;
}

export const emptyTree = (): TokenTree => ({ tokens: new Map(), groups: new Map() });

/** Adds one DTCG source to a tree: a later source replaces whole tokens and adds to groups. */
export function addSource(tree: TokenTree, source: JsonObject, at: At, problems: TokenProblem[]): void {
  addGroup(tree, source, '', at, problems, 0);
}

const deepest = 32;

/** A group may inherit by `$ref` as well; a token has no members. */
const hasMembers = (value: JsonObject): boolean => Object.keys(value).some((name) => !name.startsWith('$'));

function addGroup(
  tree: TokenTree,
  group: JsonObject,
  path: string,
  at: At,
  problems: TokenProblem[],
  depth: number,
): void {
  const before = tree.groups.get(path);
  tree.groups.set(path, {
    type: textOf(group['$type']) ?? before?.type ?? null,
    deprecated: deprecatedOf(group) ?? before?.deprecated ?? null,
    extends:
      aliasPath(group['$extends']) ??
      aliasPath('$ref' in group ? { $ref: group['$ref'] as Json } : undefined) ??
      before?.extends ??
      null,
    at,
  });
  for (const [name, value] of Object.entries(group)) {
    const own: At = { document: at.document, pointer: `${at.pointer}/${escapePointer(name)}` };
    const ownPath = name === '$root' ? path : path ? `${path}.${name}` : name;
    if (name.startsWith('$') && name !== '$root') continue;
    // One more than there may be, so that it can be told.
    if (tree.tokens.size > defaultLimits.tokens) return;
    const refuse = (problem: string) => problems.push({ code: 'UI6003', tokens: [ownPath], problem, at: own });
    if (/[.{}]/.test(name)) refuse('has a name with ".", "{" or "}"');
    else if (!isObject(value)) refuse('is neither a token nor a group');
    else if (depth > deepest) refuse('is nested too deeply');
    else if ('$value' in value || ('$ref' in value && !hasMembers(value)))
      tree.tokens.set(ownPath, tokenOf(ownPath, value, own));
    else if (name === '$root') refuse('has no "$value"');
    else addGroup(tree, value, ownPath, own, problems, depth + 1);
  }
}

const tokenOf = (path: string, token: JsonObject, at: At): RawToken => ({
  path,
  value: '$value' in token ? (token['$value'] as Json) : { $ref: token['$ref'] as Json },
  type: textOf(token['$type']),
  deprecated: deprecatedOf(token),
  at,
});

function deprecatedOf({ $deprecated: said }: JsonObject): Deprecated | null {
  return typeof said === 'boolean' || typeof said === 'string' ? said : null;
}

/** Copies what groups inherit by `$extends`; own tokens stay. */
export function applyExtends(tree: TokenTree, problems: TokenProblem[]): void {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const group = tree.groups.get(path);
    if (!group?.extends || done.has(path)) return;
    if (trail.includes(path)) {
      problems.push({ code: 'UI6002', tokens: [...trail.slice(trail.indexOf(path)), path], problem: '', at: group.at });
      return;
    }
    const target = group.extends;
    if (!tree.groups.has(target)) {
      problems.push({ code: 'UI6001', tokens: [target], problem: '', at: group.at });
      return;
    }
    visit(target, [...trail, path]);
    done.add(path);
    tree.groups.set(path, { ...group, type: group.type ?? tree.groups.get(target)?.type ?? null });
    for (const token of [...tree.tokens.values()]) {
      // The token of the group itself, its "$root", has the path of the group.
      if (token.path !== target && !token.path.startsWith(`${target}.`)) continue;
      const copy = path + token.path.slice(target.length);
      if (!tree.tokens.has(copy))
        tree.tokens.set(copy, { ...token, path: copy, type: typeOf(tree, token), at: group.at });
    }
  };
  for (const path of [...tree.groups.keys()].sort()) visit(path, []);
}

/** `$type` of a token: its own, or that of the nearest group around it; null when nobody says. */
export const typeOf = (tree: TokenTree, token: RawToken): string | null => nearest(tree, token, ({ type }) => type);

/** What a token says of itself, else the nearest group around it; null when nobody says. */
export function nearest<T>(
  { groups }: TokenTree,
  token: RawToken,
  said: (one: Pick<RawToken, 'type' | 'deprecated'>) => T | null,
): T | null {
  const own = said(token);
  if (own !== null) return own;
  const parts = token.path.split('.');
  for (let length = parts.length; length >= 0; length--) {
    const group = groups.get(parts.slice(0, length).join('.'));
    const around = group ? said(group) : null;
    if (around !== null) return around;
  }
  return null;
}

/**
 * Path of an alias: `{color.action}`, also `{color.action.$root}`, or a pointer `#/color/action/$value` as 2025.10 allows; null when it is a plain
 * value. A pointer into a part of a value keeps that part: `#/color/red/$value/components/0`.
 */
export function aliasOf(value: Json | undefined): { readonly path: string; readonly part: readonly string[] } | null {
  if (typeof value === 'string') {
    const [, path] = /^\{([^{}]+)\}$/.exec(value) ?? [];
    return path === undefined ? null : { path: path.replace(/\.\$root$/, ''), part: [] };
  }
  if (!isObject(value) || typeof value['$ref'] !== 'string') return null;
  const segments = value['$ref'].replace(/^#?\//, '').split('/').map(unescapePointer);
  const end = segments.indexOf('$value');
  const names = (end < 0 ? segments : segments.slice(0, end)).filter((name) => name !== '$root');
  return { path: names.join('.'), part: end < 0 ? [] : segments.slice(end + 1) };
}

const aliasPath = (value: Json | undefined): string | null => aliasOf(value)?.path ?? null;
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
export const unescapePointer = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** True for a JSON object, not a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
