import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { chainOf, type DocumentView } from './project.ts';
import type { TextNode } from './text.ts';
import { typeOf } from './types.ts';

/** What a name stands for, the same text for all mentions of one thing. */
export function identityOf(view: DocumentView, mention: Mention): string {
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
export function ownerOf(
  view: DocumentView,
  { named, name, alias }: Pick<Mention, 'named' | 'name' | 'alias'>,
): DocumentView {
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
