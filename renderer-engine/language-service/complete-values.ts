import { palettePresets } from '../components/palette-presets.ts';
import { schemaTypes } from '../document/schema-profile.ts';
import { isDynamic } from '../expressions/index.ts';
import { styleProperties } from '../themes/style-properties.ts';
import { nodeSkeleton, presetSnippet, requiredObject } from './beginnings.ts';
import { completeHole } from './complete-hole.ts';
import { completeMessage, isMessage } from './complete-message.ts';
import { completeName, tokenChoices, typeItems } from './complete-names.ts';
import { schemaValues } from './complete-schema-values.ts';
import type { Cursor } from './cursor.ts';
import { holeAt } from './expressions.ts';
import { type Item, rawValueItem, valueItem } from './items.ts';
import { isNode, type Place, placeAt } from './place.ts';
import type { DocumentView } from './project.ts';
import { decodedOffset } from './text.ts';

/** Values that fit a place; inside `${…}`, parts of an expression. */
export function completeValues(view: DocumentView, cursor: Cursor, offset: number): readonly Item[] {
  const place = placeAt(view, cursor.path);
  const inString = cursor.node?.type === 'string' && offset > cursor.node.offset ? cursor.node : null;
  if (inString && place.kind !== 'schema' && place.kind !== 'style' && place.kind !== 'style-value') {
    const text = String(inString.value);
    const at = decodedOffset(inString, view.text.text, offset);
    if (isMessage(place, cursor)) return completeMessage(view, cursor, inString, text, at);
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
