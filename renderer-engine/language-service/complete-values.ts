import { palettePresets } from '../components/palette-presets.ts';
import { schemaTypes } from '../document/schema-profile.ts';
import type { Json } from '../document/types.ts';
import { isDynamic } from '../expressions/index.ts';
import { styleProperties } from '../themes/style-properties.ts';
import { nodeSkeleton, presetSnippet, requiredObject } from './beginnings.ts';
import { completeHole } from './complete-hole.ts';
import { completeName, tokenChoices, typeItems } from './complete-names.ts';
import type { Cursor } from './cursor.ts';
import { holeAt } from './expressions.ts';
import { includedBy } from './included.ts';
import { type Item, rawValueItem, valueItem } from './items.ts';
import { isNode, type Place, placeAt } from './place.ts';
import type { DocumentView } from './project.ts';
import { listedValues } from './schemas.ts';
import { decodedOffset, type TextNode } from './text.ts';
import type { PropView } from './types.ts';

/** Values that fit a place; inside `${…}`, parts of an expression. */
export function completeValues(view: DocumentView, cursor: Cursor, offset: number): readonly Item[] {
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
