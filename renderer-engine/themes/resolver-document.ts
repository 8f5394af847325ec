import type { Json, JsonObject, ThemeDocument } from '../document/types.ts';
import {
  type At,
  addSource,
  applyExtends,
  emptyTree,
  isObject,
  type TokenProblem,
  type TokenTree,
  unescapePointer,
} from './token-tree.ts';

/** A DTCG source with its place. */
interface Source {
  readonly tokens: JsonObject;
  readonly at: At;
}

export interface Modifier {
  readonly name: string;
  readonly default: string;
  /** What it is for, in the words of the theme; empty when it says nothing. */
  readonly description: string;
  /** Context → sources, in the order of the documents. */
  readonly contexts: Readonly<Record<string, readonly Source[]>>;
  /** Sets that "resolutionOrder" names behind it: they win over it in every context. */
  readonly after: readonly Source[];
}

/** A theme and its parents as one list of sources and modifiers (language.md 6.2). */
export interface Resolver {
  readonly sets: readonly Source[];
  readonly modifiers: readonly Modifier[];
}

/** Modifier → chosen context. */
export type Choice = Readonly<Record<string, string>>;

/** Reads `tokens` of themes, the oldest parent first: sets are concatenated, modifiers merged by context. */
export function readResolvers(themes: readonly ThemeDocument[], problems: TokenProblem[]): Resolver {
  const sets: Source[] = [];
  const modifiers = new Map<string, Modifier>();
  for (const theme of themes) {
    const own = readResolver(theme, problems);
    sets.push(...own.sets);
    for (const modifier of own.modifiers) {
      const before = modifiers.get(modifier.name);
      modifiers.set(modifier.name, before ? mergeModifier(before, modifier) : modifier);
    }
  }
  return { sets, modifiers: [...modifiers.values()] };
}

/** The token tree under a choice of contexts; modifiers come after the sets that stand before the first of them. */
export function treeFor({ sets, modifiers }: Resolver, choice: Choice, problems: TokenProblem[]): TokenTree {
  const tree = emptyTree();
  const chosen = modifiers.flatMap(({ name, default: standard, contexts, after }) => [
    ...(contexts[choice[name] ?? standard] ?? []),
    ...after,
  ]);
  for (const { tokens, at } of [...sets, ...chosen]) addSource(tree, tokens, at, problems);
  applyExtends(tree, problems);
  return tree;
}

/** Version of the resolver format. */
const formatVersion = '2025.10';

const mergeModifier = (base: Modifier, own: Modifier): Modifier => ({
  name: own.name,
  default: own.default,
  description: own.description || base.description,
  after: [...base.after, ...own.after],
  contexts: Object.fromEntries(
    [...new Set([...Object.keys(base.contexts), ...Object.keys(own.contexts)])].map((context) => [
      context,
      [...(base.contexts[context] ?? []), ...(own.contexts[context] ?? [])],
    ]),
  ),
});

function readResolver(theme: ThemeDocument, problems: TokenProblem[]): Resolver {
  const document = `${theme.id}@${theme.version}`;
  const root = theme.tokens;
  const place = (pointer: string): At => ({ document, pointer });
  const wrong = (pointer: string, problem: string) => {
    problems.push({ code: 'UI6003', tokens: [pointer.split('/').at(-1) ?? ''], problem, at: place(pointer) });
    return [];
  };

  const sourceOf = (value: Json | undefined, pointer: string, depth = 0): readonly Source[] => {
    if (!isObject(value)) return wrong(pointer, 'is not a set of tokens');
    const target = value['$ref'];
    if (typeof target !== 'string') return [{ tokens: value, at: place(pointer) }];
    const name = /^#\/sets\/([^/]+)$/.exec(target)?.[1];
    const set = name === undefined ? undefined : read(root['sets'], unescapePointer(name));
    if (!isObject(set) || depth > 8)
      return wrong(
        pointer,
        target.startsWith('#')
          ? `refers to "${target}", which is no set of this theme`
          : `refers to the file "${target}"; a theme is one document, so put these tokens into a set of it`,
      );
    return setSources(set, `/tokens/sets/${name}`, depth + 1);
  };
  const listOf = (list: Json | undefined, pointer: string, depth = 0): readonly Source[] =>
    Array.isArray(list)
      ? list.flatMap((item, at) => sourceOf(item, `${pointer}/${at}`, depth))
      : wrong(pointer, 'is not a list of sources');
  const setSources = (set: JsonObject, pointer: string, depth = 0) =>
    listOf(set['sources'], `${pointer}/sources`, depth);

  const modifierOf = (name: string, value: JsonObject, pointer: string): Modifier | null => {
    const contexts = value['contexts'];
    if (!isObject(contexts) || Object.keys(contexts).length === 0) {
      wrong(pointer, 'has no contexts');
      return null;
    }
    const names = Object.keys(contexts);
    const standard = value['default'] ?? names[0];
    if (typeof standard !== 'string' || !names.includes(standard))
      wrong(pointer, 'has a default that is no context of it');
    return {
      name,
      default: typeof standard === 'string' && names.includes(standard) ? standard : (names[0] ?? ''),
      description: typeof value['$description'] === 'string' ? value['$description'] : '',
      after: [],
      contexts: Object.fromEntries(
        names.map((context) => [context, listOf(contexts[context], `${pointer}/contexts/${context}`)]),
      ),
    };
  };

  const sets: Source[] = [];
  const modifiers: Modifier[] = [];
  const order = root['resolutionOrder'];
  const version = root['version'];
  if (version !== undefined && version !== formatVersion)
    wrong('/tokens/version', `is ${JSON.stringify(version).slice(0, 40)}; themes are written in "${formatVersion}"`);
  if (!Array.isArray(order)) return { sets: wrong('/tokens', 'has no "resolutionOrder"'), modifiers };
  for (const [at, entry] of order.entries()) {
    const pointer = `/tokens/resolutionOrder/${at}`;
    if (!isObject(entry)) {
      wrong(pointer, 'is not an entry of "resolutionOrder"');
      continue;
    }
    const [, kind, name = ''] = /^#\/(sets|modifiers)\/([^/]+)$/.exec(String(entry['$ref'] ?? '')) ?? [];
    const target = kind ? read(root[kind], unescapePointer(name)) : entry;
    const where = kind ? `/tokens/${kind}/${name}` : pointer;
    if (!isObject(target)) wrong(pointer, `refers to "${name}", which this theme does not have`);
    else if (kind === 'sets' || entry['type'] === 'set') {
      const last = modifiers.pop();
      const sources = setSources(target, where);
      if (last) modifiers.push({ ...last, after: [...last.after, ...sources] });
      else sets.push(...sources);
    } else if (kind === 'modifiers' || entry['type'] === 'modifier') {
      const modifier = modifierOf(unescapePointer(name) || String(entry['name'] ?? `modifier-${at}`), target, where);
      if (modifier) modifiers.push(modifier);
    } else wrong(pointer, 'refers to neither a set nor a modifier of this theme');
  }
  return { sets, modifiers };
}

const read = (from: Json | undefined, key: string): Json | undefined =>
  isObject(from) && Object.hasOwn(from, key) ? from[key] : undefined;
