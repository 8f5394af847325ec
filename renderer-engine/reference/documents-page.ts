import { documentShapes } from '../document/shapes/document.ts';
import { type ObjectShape, type Shape, shapeOf } from '../document/shapes/shape.ts';
import { code, generated, page, table } from './markdown.ts';

/** Every object of the language with its keys, from the shapes the parser checks documents with. */
export function documentsPage(): string {
  const objects = new Map<ObjectShape, string>();
  for (const shape of Object.values(documentShapes)) collect(shape, objects);
  return page(
    generated,
    '# Documents',
    'Six kinds of documents, and the objects inside them. A key that is not listed is an error, except below `ext`. `*` marks what is required.',
    ...[...objects].flatMap(([shape, name]) => [
      `## ${name}`,
      shape.referable && 'May be `{ "$ref": "…" }` with its own keys beside it.',
      table(
        ['Key', 'Takes', 'Meaning'],
        Object.entries(shape.keys).map(([key, own]) => [
          code(key) + (own.required ? '*' : ''),
          shapeWords(shapeOf(own.shape), objects),
          own.about,
        ]),
      ),
    ]),
  );
}

/** In the order in which a reader meets them. Objects that list no keys need no table. */
function collect(shape: Shape, found: Map<ObjectShape, string>): void {
  if (shape.kind === 'object') {
    if (found.has(shape)) return;
    if (Object.keys(shape.keys).length > 0) found.set(shape, freeTitle(titleOf(shape), new Set(found.values())));
    for (const { shape: inner } of Object.values(shape.keys)) collect(shapeOf(inner), found);
  } else if (shape.kind === 'tagged') {
    for (const one of Object.values(shape.cases)) collect(one, found);
  } else if (shape.kind === 'either') {
    for (const one of shape.shapes) collect(one, found);
  } else if (shape.kind === 'list') collect(shapeOf(shape.items), found);
  else if (shape.kind === 'map') collect(shapeOf(shape.values), found);
}

const titleOf = ({ title }: ObjectShape): string => {
  const words = title.replace(/^An? /, '').replaceAll('"', '`');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function freeTitle(title: string, taken: ReadonlySet<string>): string {
  let free = title;
  for (let number = 2; taken.has(free); number += 1) free = `${title} (${number})`;
  return free;
}

function shapeWords(shape: Shape, objects: ReadonlyMap<ObjectShape, string>): string {
  switch (shape.kind) {
    case 'text':
      if (shape.values) return shape.values.map((value) => code(JSON.stringify(value))).join(', ');
      return shape.name ? shape.name.what : 'text';
    case 'number':
      return shape.whole ? 'whole number' : 'number';
    case 'flag':
      return 'true or false';
    case 'null':
      return '`null`';
    case 'any':
      return 'anything';
    case 'schema':
      return 'JSON Schema';
    case 'list':
      return `list of ${shapeWords(shapeOf(shape.items), objects)}`;
    case 'map':
      return `by ${shape.names.what}: ${shapeWords(shapeOf(shape.values), objects)}`;
    case 'either':
      return shape.shapes.map((one) => shapeWords(one, objects)).join(' or ');
    case 'tagged':
      return shape.title.replace(/^An? /, '');
    case 'object': {
      const name = objects.get(shape);
      return name ? `[${name.replaceAll('`', '')}](#${anchorOf(name)})` : 'map';
    }
  }
}

/** As readers of Markdown make the address of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
