import { identityOf, ownerOf } from './identity.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { type DocumentView, type Location, referred, viewsOf } from './project.ts';
import { headOf } from './text.ts';
import { tokenPlaces } from './token-places.ts';
import { typeOf } from './types.ts';

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

/** Every place that names what a mention names. */
export function referencesOf(view: DocumentView, mention: Mention) {
  const identity = identityOf(view, mention);
  const views = mention.named === 'local' ? [view] : viewsOf(view.project);
  const all = views.some(({ path }) => path === view.path) ? views : [...views, view];
  return all.flatMap((other) =>
    mentionsIn(other)
      .filter((one) => one.name === mention.name && identityOf(other, one) === identity)
      .map(({ span, role }) => ({ path: other.path, span, role })),
  );
}

function documentStart(view: DocumentView, id: string): readonly Location[] {
  const found = referred(view.project, id);
  return found ? [{ path: found.path, span: headOf(found.text.tree) }] : [];
}

function aliasTarget(view: DocumentView, { name }: Mention): readonly Location[] {
  const used = view.used(name);
  return used ? [{ path: used.path, span: headOf(used.text.tree) }] : [];
}
