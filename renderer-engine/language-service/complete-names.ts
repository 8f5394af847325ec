import { names } from '../document/names.ts';
import type { Named } from '../document/shapes/shape.ts';
import type { Json, JsonSchema } from '../document/types.ts';
import { fieldPointers } from '../stages/3-validate/check-bind.ts';
import type { Cursor } from './cursor.ts';
import { escapeSnippet, type Item, keyItem, tokenItem, valueItem } from './items.ts';
import { mentionsIn } from './mentions.ts';
import { seenAt } from './names-seen.ts';
import { chainOf, type DocumentView, knownDocuments } from './project.ts';
import { describeSchema, schemaAt, valueSnippet } from './schemas.ts';
import { childOf, propertiesOf, type TextNode, textAt } from './text.ts';
import { tokensFor, tokenTypesOf } from './tokens.ts';
import { isMap, typeOf, typesIn } from './types.ts';

/** What a place wants a name of: something declared, or one of the special questions. */
export type Wanted = Named | 'page' | 'included-page' | 'definition' | 'field' | 'fresh-id';

interface Candidate {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly about?: string | undefined;
  readonly rank?: number;
}

/** Names that fit a place, as whole values or keys. */
export function completeName(wanted: Wanted, view: DocumentView, cursor: Cursor, as: 'key' | 'value'): readonly Item[] {
  return candidates(wanted, view, cursor).map(({ name, detail, about, rank = 3 }) => {
    const rest = { kind: kinds[wanted] ?? 'reference', detail, about, rank } as const;
    return as === 'key'
      ? keyItem(cursor, name, '{ $0 }', { ...rest, again: true })
      : valueItem(cursor, name, { label: name, ...rest });
  });
}

const kinds: Readonly<Partial<Record<Wanted, Item['kind']>>> = {
  component: 'type',
  document: 'document',
  page: 'document',
  message: 'message',
  event: 'event',
};

function candidates(wanted: Wanted, view: DocumentView, cursor: Cursor): readonly Candidate[] {
  const { manifests } = view.project;
  switch (wanted) {
    case 'source':
      return entries(manifests.sources?.['sources']);
    case 'call':
      return entries(manifests.calls?.['calls']);
    case 'check':
      return entries(manifests.calls?.['checks']);
    case 'document':
      return documents(view, cursor);
    case 'page':
      return knownDocuments(view.project)
        .filter(({ kind }) => kind === 'page')
        .map(({ id, text }) => ({ name: id ?? '', detail: textAt(text.tree, 'title') ?? undefined }));
    case 'included-page':
      return propertiesOf(childOf(view.text.tree, 'uses')).flatMap(({ key }) => {
        const page = view.used(key);
        return page?.kind === 'page'
          ? [{ name: key, rank: 1, detail: textAt(page.text.tree, 'title') ?? undefined }]
          : [];
      });
    case 'definition':
      return definitions(view, cursor);
    case 'field':
      return fields(view, cursor);
    case 'fresh-id':
      return freshIds(view, cursor);
    default:
      return declared(wanted, view);
  }
}

/** Names that a document or its bases declare. */
export function declared(named: Named, view: DocumentView): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const one of chainOf(view)) {
    for (const mention of mentionsIn(one)) {
      if (mention.named !== named || found.has(mention.name)) continue;
      if (mention.role !== 'declares' && named !== 'event') continue;
      found.set(mention.name, { name: mention.name, detail: detailOf(mention.target, named, one) });
    }
  }
  return [...found.values()];
}

function detailOf(target: TextNode | undefined, named: Named, view: DocumentView): string | undefined {
  if (!target) return undefined;
  if (named === 'node') return textAt(target, 'type') ?? undefined;
  if (named === 'message') return String(target.value ?? '');
  if (named === 'data') return textAt(target, 'source') ?? undefined;
  if (named !== 'param' && named !== 'type') return undefined;
  return describeSchema(schemaAt(view.text.valueOf(target) as JsonSchema, view));
}

function entries(all: Json | undefined): readonly Candidate[] {
  return Object.entries(isMap(all) ? all : {}).map(([name, entry]) => ({
    name,
    detail: isMap(entry) && typeof entry['version'] === 'string' ? entry['version'] : undefined,
    about:
      isMap(entry) && isMap(entry['args'])
        ? `Takes ${Object.keys(propertiesIn(entry['args'])).join(', ') || 'nothing'}.`
        : undefined,
  }));
}

const propertiesIn = (schema: Json): Readonly<Record<string, Json>> =>
  isMap(schema) && isMap(schema['properties']) ? schema['properties'] : {};

/** `id@^version`, of the kinds that fit. */
function documents(view: DocumentView, cursor: Cursor): readonly Candidate[] {
  const isBase = cursor.path.at(-1) === 'extends';
  const wanted = isBase
    ? view.kind === 'theme'
      ? ['theme']
      : ['layout']
    : ['component', 'library', 'messages', 'page'];
  return knownDocuments(view.project)
    .filter(({ kind, id }) => kind !== null && wanted.includes(kind) && id !== view.id)
    .map(({ id, version, kind, text }) => ({
      name: `${id}@^${version ?? '1.0.0'}`,
      detail: `${kind}: ${textAt(text.tree, 'title') ?? ''}`,
      about: textAt(text.tree, 'description') ?? undefined,
    }));
}

/** Where `$ref`s may lead: own definitions, and those of used documents. */
function definitions(view: DocumentView, cursor: Cursor): readonly Candidate[] {
  const family = familyFor(cursor.path);
  const aliases = propertiesOf(childOf(view.text.tree, 'uses')).map(({ key }) => key);
  const sources = [{ alias: '', of: view }, ...aliases.map((alias) => ({ alias, of: view.used(alias) }))];
  return sources.flatMap(({ alias, of }) =>
    propertiesOf(of ? childOf(of.text.tree, 'defs') : undefined)
      .filter(({ key }) => key === family)
      .flatMap(({ key, value }) =>
        propertiesOf(value).map((entry) => ({
          name: `${alias}#/defs/${key}/${entry.key}`,
          rank: alias === '' ? 2 : 3,
          detail:
            of && entry.value && key === 'types'
              ? describeSchema(schemaAt(of.text.valueOf(entry.value) as JsonSchema, of))
              : undefined,
        })),
      ),
  );
}

function familyFor(path: readonly (string | number)[]): string {
  if (path.includes('on') || path.includes('submit') || path.includes('then') || path[1] === 'actions')
    return 'actions';
  if (path.includes('style') || path[1] === 'styles') return 'styles';
  const isTree = path.some((key) =>
    ['view', 'children', 'slots', 'else', 'catch', 'empty', 'placeholder'].includes(String(key)),
  );
  return isTree || path[1] === 'nodes' ? 'nodes' : 'types';
}

/** What an input may be bound to. */
function fields(view: DocumentView, cursor: Cursor): readonly Candidate[] {
  const { form } = seenAt(view, [...cursor.path.slice(0, -1), 'if']);
  const own = form ? fieldPointers(form).map((name) => ({ name, rank: 1 })) : [];
  const params = declared('param', view).map(({ name, detail }) => ({
    name: `params:${name}`,
    detail,
    rank: form ? 6 : 2,
  }));
  return [...own, ...params];
}

function freshIds(view: DocumentView, cursor: Cursor): readonly Candidate[] {
  const type = textAt(cursor.container, 'type');
  return [{ name: freshId(type ?? 'node', view), detail: 'not taken yet', rank: 1 }];
}

/** An id no node of the document has. */
export function freshId(type: string, view: DocumentView): string {
  const taken = new Set(declared('node', view).map(({ name }) => name));
  const word = type.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const base = names.nodeId.pattern.test(word) ? word : 'node';
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** Component types, as values of `type`. */
export function typeItems(view: DocumentView, cursor: Cursor): readonly Item[] {
  return typesIn(view).map((type) =>
    valueItem(cursor, type.name, {
      label: type.name,
      kind: 'type',
      detail: type.category,
      about: type.summary,
      rank: type.place ? 1 : type.category === 'structural' ? 4 : 3,
      deprecated: type.deprecated !== null,
    }),
  );
}

/** A node as a snippet: an id of its own, the props it needs. */
export function nodeSkeleton(name: string, view: DocumentView): string {
  const type = typeOf(name, view);
  const needed = Object.values(type?.props ?? {}).filter(({ required }) => required);
  const props = needed.map((prop, index) => {
    const value = valueSnippet({ schema: prop.schema, owner: prop.owner }, index + 1);
    return `${escapeSnippet(JSON.stringify(prop.name))}: ${value}`;
  });
  const slot = Object.entries(type?.slots ?? {}).find(([, { required }]) => required)?.[0];
  const parts = [
    `"id": "${freshId(name, view)}"`,
    `"type": "${name}"`,
    ...(props.length > 0 ? [`"props": { ${props.join(', ')} }`] : []),
    ...(slot === 'default' || (type && 'default' in type.slots && props.length === 0) ? ['"children": [$0]'] : []),
    ...(slot && slot !== 'default' ? [`"slots": { ${JSON.stringify(slot)}: [$0] }`] : []),
  ];
  return `{ ${parts.join(', ')} }`;
}

/** `{token}` as a whole value; `wanted`: token types, or the style property that takes them. */
export function tokenChoices(
  view: DocumentView,
  cursor: Cursor,
  wanted: readonly string[] | string | null,
): readonly Item[] {
  const types = typeof wanted === 'string' ? tokenTypesOf(wanted) : wanted;
  return tokensFor(view)
    .filter(({ type }) => types === null || types.includes(type))
    .map((token) => {
      const text = JSON.stringify(`{${token.path}}`);
      const comma = cursor.commaBehind ? ',' : '';
      const filter = cursor.node ? text : token.path;
      return tokenItem(token, cursor.replace, text + comma, filter, token.path.startsWith('space.') ? 3 : 4);
    });
}
