import type { PalettePreset } from '../components/palette-presets.ts';
import { names } from '../document/names.ts';
import { type ObjectShape, type Shape, shapeOf } from '../document/shapes/shape.ts';
import { declared } from './declared.ts';
import { escapeSnippet } from './items.ts';
import type { DocumentView } from './project.ts';
import { valueSnippet } from './schemas.ts';
import { typeOf } from './types.ts';

/** How a value of a shape begins. */
export function beginningOf(shape: Shape): string {
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

/** An object with the keys it must have. */
export function requiredObject({ keys: own }: ObjectShape): string {
  const required = Object.entries(own).filter(([, { required: needed }]) => needed);
  if (required.length === 0) return '{ $0 }';
  const parts = required.map(([key, known], index) => {
    const value = beginningOf(shapeOf(known.shape)).replaceAll('$0', `$${index + 1}`);
    return `"${escapeSnippet(key)}": ${value.length > 40 ? `$${index + 1}` : value}`;
  });
  return `{ ${parts.join(', ')} }`;
}

/** What the palette offers, under ids that are not taken. */
export function presetSnippet({ node }: PalettePreset, view: DocumentView): string {
  const written = JSON.stringify(node, null, 1).replace(/\n\s*/g, ' ');
  const own = written.replaceAll(`"id": "${node.id}`, `"id": "${freshId(node.id, view)}`);
  return escapeSnippet(own).replace('"children": []', '"children": [$0]');
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
