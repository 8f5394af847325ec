import type { NameRule } from '../document/names.ts';
import { names } from '../document/names.ts';
import { computesKeys, type Mention, mentionsIn } from './mentions.ts';
import { chainOf, type DocumentView, referred, viewsOf } from './project.ts';
import type { Span, TextNode } from './text.ts';
import { typeOf } from './types.ts';

/** A stretch of a document. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** The name at an offset; null where none stands. */
export function mentionAt(view: DocumentView, offset: number): Mention | null {
  const all = mentionsIn(view).filter(({ span }) => span.start <= offset && offset <= span.end);
  return all.find(({ role }) => role === 'declares') ?? all[0] ?? null;
}

/** Where what a name stands for is written. */
export function definitionsAt(view: DocumentView, offset: number): readonly Location[] {
  const mention = mentionAt(view, offset);
  if (!mention) return [];
  if (mention.named === 'document') return documentStart(view, mention.name);
  if (mention.named === 'alias') return aliasTarget(view, mention);
  if (mention.named === 'component') {
    const type = typeOf(mention.name, view);
    const node = type?.place?.node;
    return type?.place && node ? [{ path: type.place.view.path, span: headOf(node) }] : [];
  }
  if (mention.named === 'prop' && mention.of !== undefined) {
    const type = typeOf(mention.of, view);
    const node = type?.props[mention.name]?.node;
    return type?.place && node
      ? [{ path: type.place.view.path, span: { start: node.offset, end: node.offset + node.length } }]
      : [];
  }
  if (mention.named === 'token') return tokenPlaces(view, mention.name);
  return declarationsOf(view, mention);
}

/** The places that give a name, in the document that owns it. */
function declarationsOf(view: DocumentView, mention: Mention): readonly Location[] {
  const owner = ownerOf(view, mention);
  const identity = identityOf(view, mention);
  return mentionsIn(owner)
    .filter((one) => one.name === mention.name && one.role === 'declares' && identityOf(owner, one) === identity)
    .map(({ span }) => ({ path: owner.path, span }));
}

/** Every place that names the same thing, in all documents of the project. */
export function referencesAt(
  view: DocumentView,
  offset: number,
): readonly (Location & { readonly role: Mention['role'] })[] {
  const mention = mentionAt(view, offset);
  return mention ? referencesOf(view, mention) : [];
}

function referencesOf(view: DocumentView, mention: Mention) {
  const identity = identityOf(view, mention);
  const views = mention.named === 'local' ? [view] : viewsOf(view.project);
  const all = views.some(({ path }) => path === view.path) ? views : [...views, view];
  return all.flatMap((other) =>
    mentionsIn(other)
      .filter((one) => one.name === mention.name && identityOf(other, one) === identity)
      .map(({ span, role }) => ({ path: other.path, span, role })),
  );
}

/** What a name stands for, the same text for all mentions of one thing. */
function identityOf(view: DocumentView, mention: Mention): string {
  const { named, name, within } = mention;
  if (named === 'local') return `local ${view.path} ${within?.offset} ${name}`;
  if (named === 'document' || named === 'token' || hostNames.has(named)) return `${named} ${name}`;
  if (named === 'component') {
    const place = typeOf(name, view)?.place;
    if (!place) return `component core ${name}`;
    // An alias is the document's own word for a type.
    return place.view.path === view.path ? `component ${view.path} ${name}` : `alias ${view.path} ${name}`;
  }
  if (named === 'prop') return `prop ${propOwner(view, mention)} ${name}`;
  return `${named} ${ownerOf(view, mention).path} ${name}`;
}

const hostNames: ReadonlySet<string> = new Set(['source', 'call', 'check', 'event']);

function propOwner(view: DocumentView, mention: Mention): string {
  const place = mention.of === undefined ? null : typeOf(mention.of, view)?.place;
  if (mention.of !== undefined && !place) return `core ${mention.of}`;
  if (place) return `${place.view.path} ${place.node.offset}`;
  return `${view.path} ${componentAround(mention.node)?.offset ?? 0}`;
}

/** The component a prop is declared or read in: an entry of `defs.components`, else the document. */
function componentAround(node: TextNode): TextNode | undefined {
  let one: TextNode | undefined = node;
  for (; one; one = one.parent) {
    const holder = one.parent?.parent?.parent;
    const isEntry = holder?.type === 'property' && holder.children?.[0]?.value === 'components';
    if (isEntry && one.parent?.type === 'property' && one.parent.children?.[1] === one) return one;
    if (!one.parent) return one;
  }
  return one;
}

/** The document a name belongs to: that of its alias, or the oldest base that has it. */
function ownerOf(view: DocumentView, { named, name, alias }: Pick<Mention, 'named' | 'name' | 'alias'>): DocumentView {
  const used = alias === undefined ? undefined : view.used(alias);
  if (used) return ownerOf(used, { named, name });
  if (alias !== undefined) return view;
  if (named === 'alias' || named === 'fixture') return view;
  const known = owners.get(view) ?? new Map<string, DocumentView>();
  owners.set(view, known);
  const key = `${named} ${name}`;
  const owner = known.get(key) ?? chainOf(view).findLast((other) => declaredIn(other).has(key)) ?? view;
  known.set(key, owner);
  return owner;
}

/** Views live as long as a question; within one, the same names are looked up again and again. */
const owners = new WeakMap<DocumentView, Map<string, DocumentView>>();
const declarations = new WeakMap<readonly Mention[], ReadonlySet<string>>();

function declaredIn(view: DocumentView): ReadonlySet<string> {
  const mentions = mentionsIn(view);
  const known = declarations.get(mentions);
  if (known) return known;
  const declared = mentions.filter(({ role }) => role === 'declares').map(({ named, name }) => `${named} ${name}`);
  const set = new Set(declared);
  declarations.set(mentions, set);
  return set;
}

function documentStart(view: DocumentView, id: string): readonly Location[] {
  const found = referred(view.project, id);
  return found ? [{ path: found.path, span: headOf(found.text.tree) }] : [];
}

function aliasTarget(view: DocumentView, { name }: Mention): readonly Location[] {
  const used = view.used(name);
  return used ? [{ path: used.path, span: headOf(used.text.tree) }] : [];
}

/** The first sign of something: whoever jumps there sees where it begins. */
const headOf = (node: TextNode | undefined): Span => ({ start: node?.offset ?? 0, end: (node?.offset ?? 0) + 1 });

/** Tokens are written in themes: a place for each theme and context that sets one. */
function tokenPlaces(view: DocumentView, token: string): readonly Location[] {
  const keys = token.split('.');
  return viewsOf(view.project)
    .filter(({ kind }) => kind === 'theme')
    .flatMap((theme) => tokensIn(theme, keys).map((node) => ({ path: theme.path, span: headOf(node) })));
}

function tokensIn(theme: DocumentView, keys: readonly string[]): readonly TextNode[] {
  const found: TextNode[] = [];
  const visit = (node: TextNode): void => {
    if (node.type === 'object') {
      const target = descend(node, keys);
      if (target) found.push(target);
      else for (const child of node.children ?? []) if (child.children?.[1]) visit(child.children[1]);
    } else for (const child of node.children ?? []) visit(child);
  };
  const tokens = theme.text.tree?.children?.find(({ children }) => children?.[0]?.value === 'tokens')?.children?.[1];
  if (tokens) visit(tokens);
  return found;
}

function descend(node: TextNode, keys: readonly string[]): TextNode | null {
  let one: TextNode | undefined = node;
  for (const key of keys) {
    one = one?.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
    if (!one) return null;
  }
  return one?.children?.some(({ children }) => children?.[0]?.value === '$value') ? one : null;
}

/** What can be renamed, and how its name is spelled. */
const renamable: Readonly<Partial<Record<Mention['named'], NameRule>>> = {
  node: names.nodeId,
  local: names.name,
  param: names.name,
  data: names.name,
  form: names.name,
  message: names.dotted,
  alias: names.name,
  type: names.name,
  action: names.name,
  style: names.name,
  nodes: names.name,
  component: names.type,
  fixture: names.name,
  prop: names.name,
};

const words: Readonly<Record<string, string>> = {
  document: 'The id of a document is its identity; others refer to it. Make a new document instead',
  source: 'Sources are named by the host',
  call: 'Calls are named by the host',
  check: 'Checks are named by the host',
  event: 'Events may have listeners outside of this project',
  token: 'Tokens are named by themes; rename them there',
  slot: 'Slots are part of what a component promises',
};

/** Edits of one document. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
export type ProjectEdit = Readonly<Record<string, readonly TextEdit[]>>;
export type RenameAnswer =
  | { readonly ok: true; readonly edits: ProjectEdit }
  | { readonly ok: false; readonly reason: string };

/** The name a rename would change, or a sentence on why it cannot be changed. */
export function renameTarget(
  view: DocumentView,
  offset: number,
): { readonly ok: true; readonly span: Span; readonly name: string } | { readonly ok: false; readonly reason: string } {
  const mention = mentionAt(view, offset);
  if (!mention) return { ok: false, reason: 'There is no name here that can be changed.' };
  const { named, name, span } = mention;
  if (!renamable[named]) return { ok: false, reason: `${words[named] ?? 'This name cannot be changed here'}.` };
  const isCore = (named === 'component' || named === 'prop') && identityOf(view, mention).includes(' core ');
  if (isCore) return { ok: false, reason: `"${name}" is built in; only your own names can be changed.` };
  if (declarationPlaces(view, mention).length === 0) {
    return { ok: false, reason: `"${name}" is not declared in this project, so only its use could be changed.` };
  }
  const vendored = referencesOf(view, mention).find(({ path }) => path.startsWith('vendor/'));
  if (vendored) return { ok: false, reason: `"${name}" stands in ${vendored.path}, a released document of others.` };
  if (
    named === 'message' &&
    computesKeys(ownerOf(view, mention)) &&
    referencesOf(view, mention).every(({ role }) => role === 'declares')
  ) {
    return { ok: false, reason: `"${name}" may be reached by a computed t(…), which a rename cannot follow.` };
  }
  return { ok: true, span, name };
}

const declarationPlaces = (view: DocumentView, mention: Mention) =>
  referencesOf(view, mention).filter(({ role }) => role === 'declares');

/** Changes a name everywhere, or says why not. */
export function rename(view: DocumentView, offset: number, next: string): RenameAnswer {
  const target = renameTarget(view, offset);
  if (!target.ok) return target;
  const mention = mentionAt(view, offset)!;
  const rule = ruleFor(view, mention);
  if (!rule.pattern.test(next) || next.length > (rule.longest ?? 200)) {
    return { ok: false, reason: `"${next}" is no ${rule.what}: ${rule.rule}.` };
  }
  const places = referencesOf(view, mention);
  const byPath = Map.groupBy(places, ({ path }) => path);
  const clash = [...byPath.keys()].find((path) => isTaken(view, path, mention, next));
  if (next !== mention.name && clash !== undefined) {
    return { ok: false, reason: `"${next}" is taken already in ${clash}.` };
  }
  const edits = [...byPath].map(([path, found]) => [path, found.map(({ span }) => ({ span, text: next }))] as const);
  return { ok: true, edits: Object.fromEntries(edits) };
}

/** An alias that stands for a type is written like one. */
function ruleFor(view: DocumentView, mention: Mention): NameRule {
  const usedAsType = identityOf(view, mention).startsWith('alias ') && view.used(mention.name)?.kind === 'component';
  return usedAsType ? names.type : (renamable[mention.named] ?? names.name);
}

function isTaken(view: DocumentView, path: string, { named, within }: Mention, next: string): boolean {
  const other = path === view.path ? view : viewsOf(view.project).find((one) => one.path === path);
  if (!other) return false;
  return mentionsIn(other).some(
    (one) =>
      one.role === 'declares' &&
      one.named === named &&
      one.name === next &&
      (named !== 'local' || one.within === within),
  );
}
