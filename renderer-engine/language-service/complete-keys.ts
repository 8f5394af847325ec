import { schemaKeywords } from '../document/schema-profile.ts';
import { shapeOf } from '../document/shapes/shape.ts';
import { authorProperties, styleProperties, styleStates, styleSteps } from '../themes/style-properties.ts';
import { aboutProp, aboutSchema } from './about.ts';
import { beginningOf } from './beginnings.ts';
import { completeName } from './complete-names.ts';
import type { Cursor } from './cursor.ts';
import { type Item, keyItem } from './items.ts';
import { isNode, type Place, placeAt, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import { describeSchema, propertySchemas, valueSnippet } from './schemas.ts';
import { childOf, nodeAt, propertiesOf, textAt } from './text.ts';
import type { TypeView } from './types.ts';

/** Keys that an object may have and has not yet. */
export function completeKeys(view: DocumentView, cursor: Cursor): readonly Item[] {
  const place = placeAt(view, cursor.path);
  const taken = new Set(
    propertiesOf(cursor.container).flatMap(({ key, keyNode }) => (keyNode === cursor.node ? [] : [key])),
  );
  return keysAt(place, view, cursor).filter(({ label }) => !taken.has(label));
}

function keysAt(place: Place, view: DocumentView, cursor: Cursor): readonly Item[] {
  switch (place.kind) {
    case 'shape':
      return shapeKeys(place, view, cursor);
    case 'props':
      return place.type ? propKeys(place.type, cursor) : [];
    case 'slots':
      return place.type ? slotKeys(place.type, view, cursor) : [];
    case 'triggers':
      return triggerKeys(place.type, cursor);
    case 'value':
      return propertySchemas(place.schema, cursor.container).map(({ name, required, owned }) =>
        keyItem(cursor, name, valueSnippet(owned), {
          kind: 'property',
          rank: required ? 1 : 5,
          detail: describeSchema(owned),
          about: aboutSchema(owned),
          again: true,
        }),
      );
    case 'schema':
      return schemaKeywords.map((keyword) =>
        keyItem(cursor, keyword, '$0', { kind: 'key', again: keyword === 'type' }),
      );
    case 'style':
      return styleKeys(place.level, cursor);
    case 'style-value':
      return styleSteps.map((step) => keyItem(cursor, step, '$0', { kind: 'key', again: true }));
    default:
      return [];
  }
}

function shapeKeys(place: Extract<Place, { kind: 'shape' }>, view: DocumentView, cursor: Cursor): readonly Item[] {
  const shape = shapeFor(place.shape, cursor.container);
  if (shape?.kind === 'map') return shape.uses ? completeName(shape.uses, view, cursor, 'key') : [];
  if (shape?.kind !== 'object') return [];
  const written = childOf(cursor.container, '$ref') !== undefined;
  const own = Object.entries(shape.keys).map(([key, known]) =>
    keyItem(cursor, key, beginningOf(shapeOf(known.shape)), {
      kind: 'key',
      rank: known.required && !written ? 1 : isNode(shape) ? (nodeRanks[key] ?? 5) : 5,
      detail: known.required ? 'required' : undefined,
      about: known.about,
      again: true,
    }),
  );
  if (!shape.referable) return own;
  const about = 'Uses a definition: `#/defs/…`, or `alias#/defs/…` of a document in `uses`.';
  return [...own, keyItem(cursor, '$ref', '"$0"', { kind: 'reference', rank: 7, about, again: true })];
}

/** What is written most comes first. */
const nodeRanks: Readonly<Record<string, number>> = { props: 2, children: 3, slots: 3, if: 4, for: 4, on: 4 };

function propKeys({ props }: TypeView, cursor: Cursor): readonly Item[] {
  return Object.values(props).map((prop) =>
    keyItem(cursor, prop.name, valueSnippet({ schema: prop.schema, owner: prop.owner }), {
      kind: 'prop',
      rank: prop.required ? 1 : prop.axis ? 4 : 3,
      detail: `${describeSchema({ schema: prop.schema, owner: prop.owner })}${prop.required ? ' (required)' : ''}`,
      about: aboutProp(prop),
      deprecated: prop.deprecated !== null,
      again: true,
    }),
  );
}

function slotKeys(type: TypeView, view: DocumentView, cursor: Cursor): readonly Item[] {
  return Object.entries(type.slots).flatMap(([name, { about, required }]) => {
    const rest = { kind: 'key', rank: required ? 1 : 3, about, again: true } as const;
    if (!name.includes('*')) return [keyItem(cursor, name, '[$0]', rest)];
    return familyKeys(name, view, cursor).map((key) => keyItem(cursor, key, '[$0]', rest));
  });
}

/** The keys of a family are written in the props: `cell:*` by `columns[].key`, `panel:*` by `items[].id`. */
function familyKeys(family: string, view: DocumentView, { path }: Cursor): readonly string[] {
  const props = nodeAt(view.text.tree, [...path.slice(0, -1), 'props']);
  const prefix = family.slice(0, family.indexOf('*'));
  const lists = propertiesOf(props).flatMap(({ value }) => (value?.type === 'array' ? (value.children ?? []) : []));
  const own = lists.flatMap((item) => textAt(item, 'key') ?? textAt(item, 'id') ?? []);
  return prefix === '' ? [] : [...new Set(own)].map((key) => prefix + key);
}

function triggerKeys(type: TypeView | null, cursor: Cursor): readonly Item[] {
  const own = (type?.events ?? []).map((event) => ({ event, rank: 1, about: `${type?.name} tells it.` }));
  const common = [
    { event: 'load', rank: 4, about: 'Once the node is in the page.' },
    { event: 'visible', rank: 4, about: 'Once the node comes into view.' },
    { event: 'every:30s', rank: 5, about: 'Again and again; 5 s at least.' },
    { event: 'event:', rank: 4, about: 'When somebody emits this event.' },
  ];
  return [...own, ...common].map(({ event, rank, about }) =>
    keyItem(cursor, event, '{ "do": "$0" }', { kind: 'event', rank, about, again: true }),
  );
}

function styleKeys(level: 'properties' | 'states' | 'steps', cursor: Cursor): readonly Item[] {
  if (level === 'states') {
    return Object.keys(styleStates).map((state) => keyItem(cursor, state, '{ $0 }', { kind: 'key', again: true }));
  }
  const states = keyItem(cursor, 'states', '{ $0 }', {
    kind: 'key',
    rank: 8,
    about: 'Styles while hovered, focused, pressed or disabled.',
    again: true,
  });
  return [
    ...authorProperties.map((name) =>
      keyItem(cursor, name, '"$0"', { kind: 'property', detail: styleProperties[name]?.css.join(', '), again: true }),
    ),
    states,
  ];
}
