import { isIcon } from '../components/icons.ts';
import type { Json } from '../document/types.ts';
import { aboutIcon } from './about.ts';
import { completeName, tokenChoices } from './complete-names.ts';
import type { Cursor } from './cursor.ts';
import { includedBy } from './included.ts';
import { type Item, rawValueItem, valueItem } from './items.ts';
import type { Place } from './place.ts';
import type { DocumentView } from './project.ts';
import { listedValues } from './schemas.ts';
import type { TextNode } from './text.ts';
import { annotationsOf, type PropView } from './types.ts';

/** Values of props, arguments and samples: what the schema lists, and names where a prop wants one. */
export function schemaValues(
  place: Extract<Place, { kind: 'value' }>,
  view: DocumentView,
  cursor: Cursor,
): readonly Item[] {
  const { schema, prop, dynamic } = place;
  const isDrawn = annotationsOf(schema.schema)['context'] === 'icon';
  const listed = listedValues(schema).map((value: Json) => {
    const standard = prop?.standard === value ? 'default' : undefined;
    const about = isDrawn && isIcon(value) ? aboutIcon(value) : undefined;
    return valueItem(cursor, value, {
      label: textOf(value),
      kind: 'value',
      rank: standard ? 1 : 2,
      detail: standard,
      about,
    });
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
