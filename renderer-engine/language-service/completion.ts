import { type PalettePreset, palettePresets } from '../components/palette-presets.ts';
import { schemaKeywords, schemaTypes } from '../document/schema-profile.ts';
import { type KeyShape, type ObjectShape, type Shape, shapeOf } from '../document/shapes/shape.ts';
import type { Json } from '../document/types.ts';
import { isDynamic } from '../expressions/index.ts';
import { authorProperties, styleProperties, styleStates, styleSteps } from '../themes/style-properties.ts';
import { completeHole } from './complete-hole.ts';
import { completeName, freshId, nodeSkeleton, tokenChoices, typeItems } from './complete-names.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { holeAt } from './expressions.ts';
import { includedBy } from './included.ts';
import { escapeSnippet, type Item, keyItem, rawValueItem, valueItem } from './items.ts';
import { isNode, type Place, placeAt, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import { describeSchema, listedValues, type OwnedSchema, propertySchemas, valueSnippet } from './schemas.ts';
import { childOf, decodedOffset, nodeAt, propertiesOf, type TextNode, textAt } from './text.ts';
import type { PropView, TypeView } from './types.ts';

/** What could be written at an offset, in the order in which to show it. Works while the text is broken. */
export function complete(view: DocumentView, offset: number): readonly Item[] {
  const cursor = cursorAt(view.text, offset);
  if (!cursor || !view.shape) return [];
  const items = cursor.kind === 'key' ? keys(view, cursor) : values(view, cursor, offset);
  return items.toSorted((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
}

function keys(view: DocumentView, cursor: Cursor): readonly Item[] {
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
    keyItem(cursor, key, keySnippet(known), {
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

function keySnippet({ shape }: KeyShape): string {
  return beginningOf(shapeOf(shape));
}

/** How a value of a shape begins. */
function beginningOf(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.values?.length === 1 ? escapeSnippet(JSON.stringify(shape.values[0])) : '"$0"';
    case 'list':
      return '[$0]';
    case 'object':
      return requiredObject(shape);
    case 'map':
    case 'tagged':
      return '{ $0 }';
    case 'schema':
      return '{ "type": "$0" }';
    case 'either':
      return beginningOf(shape.shapes.at(-1) ?? { kind: 'any' });
    default:
      return '$0';
  }
}

function requiredObject({ keys: own }: ObjectShape): string {
  const required = Object.entries(own).filter(([, { required: needed }]) => needed);
  if (required.length === 0) return '{ $0 }';
  const parts = required.map(([key, known], index) => {
    const value = beginningOf(shapeOf(known.shape)).replaceAll('$0', `$${index + 1}`);
    return `"${escapeSnippet(key)}": ${value.length > 40 ? `$${index + 1}` : value}`;
  });
  return `{ ${parts.join(', ')} }`;
}

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

/** Markdown about a prop: what it is for, its type and default. */
export function aboutProp({ about, axis, standard, constant, deprecated }: PropView): string {
  const notes = [
    about,
    standard === undefined
      ? ''
      : `Default: \`${JSON.stringify(standard)}\`${axis ? ', unless the theme says otherwise' : ''}.`,
    constant ? 'Must be known when the document is compiled.' : '',
    deprecated ? `Deprecated${deprecated['use'] ? `; use "${String(deprecated['use'])}"` : ''}.` : '',
  ];
  return notes.filter((note) => note !== '').join('\n\n');
}

const aboutSchema = ({ schema }: OwnedSchema): string | undefined =>
  typeof schema === 'object' && typeof schema['description'] === 'string' ? schema['description'] : undefined;

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

function values(view: DocumentView, cursor: Cursor, offset: number): readonly Item[] {
  const place = placeAt(view, cursor.path);
  const inString = cursor.node?.type === 'string' && offset > cursor.node.offset ? cursor.node : null;
  if (inString && place.kind !== 'schema' && place.kind !== 'style' && place.kind !== 'style-value') {
    const text = String(inString.value);
    const at = decodedOffset(inString, view.text.text, offset);
    const hole = isDynamic(text) ? holeAt(text, at) : null;
    if (hole) return completeHole(view, cursor, inString, text, hole);
  }
  return valuesAt(place, view, cursor);
}

function valuesAt(place: Place, view: DocumentView, cursor: Cursor): readonly Item[] {
  switch (place.kind) {
    case 'shape':
      return shapeValues(place, view, cursor);
    case 'value':
      return schemaValues(place, view, cursor);
    case 'schema':
      return schemaPartValues(cursor);
    case 'style-value':
      return styleValues(place.property, view, cursor);
    case 'tokens':
      return tokenChoices(view, cursor, null);
    default:
      return cursor.path.at(-1) === '$ref'
        ? completeName('definition', view, cursor, 'value')
        : schemaPartValues(cursor);
  }
}

function shapeValues(place: Extract<Place, { kind: 'shape' }>, view: DocumentView, cursor: Cursor): readonly Item[] {
  const alternatives = place.shape.kind === 'either' ? place.shape.shapes : [place.shape];
  const path = cursor.path;
  return alternatives.flatMap((shape): readonly Item[] => {
    switch (shape.kind) {
      case 'text':
        if (shape.values)
          return shape.values.map((value) => valueItem(cursor, value, { label: value, kind: 'value', rank: 1 }));
        if (path.at(-1) === 'type' && place.node) return typeItems(view, cursor);
        if (shape.uses) return completeName(shape.uses, view, cursor, 'value');
        if (shape.declares === 'node') return completeName('fresh-id', view, cursor, 'value');
        return textValues(place, view, cursor);
      case 'flag':
        return booleans(cursor);
      case 'null':
        return [valueItem(cursor, null, { label: 'null', kind: 'value' })];
      case 'tagged':
        return Object.keys(shape.cases).map((name) => {
          const value = requiredObject(shape.cases[name]!).replace(/"do": "\$1"/, `"do": "${name}"`);
          return rawValueItem(cursor, value, true, { label: name, kind: 'snippet', about: 'An action.', rank: 4 });
        });
      case 'object':
        return isNode(shape)
          ? nodeItems(view, cursor)
          : [
              rawValueItem(cursor, requiredObject(shape), true, {
                label: '{ }',
                kind: 'snippet',
                detail: shape.title,
                rank: 8,
              }),
            ];
      default:
        return [];
    }
  });
}

/** Texts without a fixed set of values: what else is known of them. */
function textValues(place: Extract<Place, { kind: 'shape' }>, view: DocumentView, cursor: Cursor): readonly Item[] {
  const key = cursor.path.at(-1);
  if (key === 'bind') return completeName('field', view, cursor, 'value');
  if (key === 'when') {
    return ['visible', 'load', 'idle'].map((value) => valueItem(cursor, value, { label: value, kind: 'value' }));
  }
  const isExpression = place.key && ['if', 'each', 'key', 'assert'].includes(String(key));
  if (!isExpression) return [];
  return [
    rawValueItem(cursor, '"\\${$0}"', true, { label: '${ }', kind: 'snippet', detail: 'an expression', again: true }),
  ];
}

/** Nodes to insert: every type with the props it needs and an id of its own, and what the palette offers besides. */
const nodeItems = (view: DocumentView, cursor: Cursor): readonly Item[] => [
  ...typeItems(view, cursor).map((item) => ({
    ...item,
    kind: 'snippet' as const,
    insert: nodeSkeleton(item.label, view) + (cursor.commaBehind ? ',' : ''),
    snippet: true,
    again: false,
  })),
  ...palettePresets.map((preset) =>
    rawValueItem(cursor, presetSnippet(preset, view), true, {
      label: preset.title,
      kind: 'snippet',
      about: preset.summary,
      rank: 6,
    }),
  ),
];

function presetSnippet({ node }: PalettePreset, view: DocumentView): string {
  const written = JSON.stringify(node, null, 1).replace(/\n\s*/g, ' ');
  const own = written.replaceAll(`"id": "${node.id}`, `"id": "${freshId(node.id, view)}`);
  return escapeSnippet(own).replace('"children": []', '"children": [$0]');
}

const booleans = (cursor: Cursor): readonly Item[] =>
  [true, false].map((value) => valueItem(cursor, value, { label: String(value), kind: 'value', rank: 2 }));

function schemaValues(place: Extract<Place, { kind: 'value' }>, view: DocumentView, cursor: Cursor): readonly Item[] {
  const { schema, prop, dynamic } = place;
  const listed = listedValues(schema).map((value: Json) => {
    const standard = prop?.standard === value ? 'default' : undefined;
    return valueItem(cursor, value, { label: textOf(value), kind: 'value', rank: standard ? 1 : 2, detail: standard });
  });
  const isWhole = cursor.path.at(-2) === 'props';
  const ofInclude = isWhole && place.node?.type === 'Include' ? includeItems(place.node.object, view, cursor) : [];
  const named = prop && (isWhole || prop.context === 'page') ? contextItems(prop, view, cursor) : [];
  const hole =
    dynamic && cursor.node?.type !== 'string' && !prop?.constant
      ? [
          rawValueItem(cursor, '"\\${$0}"', true, {
            label: '${ }',
            kind: 'snippet',
            detail: 'an expression',
            rank: 7,
            again: true,
          }),
        ]
      : [];
  return [...listed, ...ofInclude, ...named, ...hole];
}

/** The pages that may be shown, and the nodes of the one that is. */
function includeItems(node: TextNode, view: DocumentView, cursor: Cursor): readonly Item[] {
  if (cursor.path.at(-1) === 'page') return completeName('included-page', view, cursor, 'value');
  const page = includedBy(node, view).view;
  return cursor.path.at(-1) === 'fragment' && page ? completeName('node', page, cursor, 'value') : [];
}

function contextItems(prop: PropView, view: DocumentView, cursor: Cursor): readonly Item[] {
  switch (prop.context) {
    case 'token':
      return tokenChoices(view, cursor, ['dimension']);
    case 'node-id':
      return completeName('node', view, cursor, 'value');
    case 'page':
      return cursor.path.at(-1) === 'page' ? completeName('page', view, cursor, 'value') : [];
    case 'form':
    case 'param':
    case 'source':
    case 'call':
      return completeName(prop.context, view, cursor, 'value');
    default:
      return [];
  }
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** In a JSON Schema: what a keyword takes. */
function schemaPartValues(cursor: Cursor): readonly Item[] {
  const keyword = cursor.path.at(-1);
  if (keyword === 'type') return schemaTypes.map((name) => valueItem(cursor, name, { label: name, kind: 'value' }));
  if (keyword !== 'format') return [];
  const formats = ['date', 'date-time', 'time', 'email', 'uri', 'uuid'];
  return formats.map((name) => valueItem(cursor, name, { label: name, kind: 'value' }));
}

function styleValues(property: string, view: DocumentView, cursor: Cursor): readonly Item[] {
  const takes = Object.hasOwn(styleProperties, property) ? styleProperties[property]?.takes : undefined;
  const keywords = takes && 'keywords' in takes ? (takes.keywords ?? []) : [];
  const words = keywords.map((word) => valueItem(cursor, word, { label: word, kind: 'value', rank: 2 }));
  const steps = rawValueItem(cursor, '{ "base": $1, "md": $0 }', true, {
    label: 'responsive',
    detail: '{ base, md }',
    kind: 'snippet',
    about: 'A value for each width of the window, or with `@` of the container.',
    rank: 8,
  });
  const isWhole = cursor.path.at(-1) === property;
  return [...words, ...tokenChoices(view, cursor, property), ...(isWhole ? [steps] : [])];
}
