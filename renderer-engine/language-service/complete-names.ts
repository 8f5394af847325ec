import type { Named } from '../document/shapes/shape.ts';
import type { Json, JsonSchema } from '../document/types.ts';
import { fieldPointers } from '../stages/3-validate/check-bind.ts';
import { freshId } from './beginnings.ts';
import type { Cursor } from './cursor.ts';
import { type Candidate, declared } from './declared.ts';
import { type Item, keyItem, tokenItem, valueItem } from './items.ts';
import { seenAt } from './names-seen.ts';
import { type DocumentView, knownDocuments } from './project.ts';
import { describeSchema, schemaAt } from './schemas.ts';
import { childOf, propertiesOf, textAt } from './text.ts';
import { tokensFor, tokenTypesOf } from './tokens.ts';
import { isMap, typesIn } from './types.ts';

/** What a place wants a name of: something declared, or one of the special questions. */
export type Wanted = Named | 'page' | 'included-page' | 'definition' | 'field' | 'fresh-id';

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
