import { names } from '../document/names.ts';
import { node as nodeShape } from '../document/shapes/node.ts';
import { type Shape, shapeOf } from '../document/shapes/shape.ts';
import type { Json } from '../document/types.ts';
import { isDynamic } from '../expressions/index.ts';
import { isNode, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import { propertiesOf, type TextNode } from './text.ts';
import { isMap, typeOf } from './types.ts';

/**
 * The document as JSON, with only those nodes that stand around a path: what a place sees depends on what is around it,
 * never on its neighbors. So asking about one place of a large document costs what a small one costs. Positions in lists
 * stay, because texts stand where the neighbors were.
 */
export function slice(view: DocumentView, path: readonly (string | number)[]): Json {
  const { text, shape } = view;
  if (!text.tree || !shape) return {};
  const kept = keep(text.tree, shape, path, view);
  if (path[0] !== 'defs' || !isMap(kept)) return kept;
  // What is defined is looked at where it is used; here it is used once, for itself.
  const { extends: _, slots: _slots, overrides: _overrides, ...rest } = kept;
  return { ...rest, ...(view.kind === 'library' ? {} : { view: userOf(String(path[1]), String(path[2])) }) };
}

/** Made of a hole, so that the checker looks at its place. */
const probe = '${null}';

function keep(node: TextNode | undefined, shape: Shape | null, path: Path | null, view: DocumentView): Json {
  const { text } = view;
  if (path?.length === 0) return node?.type === 'string' && isDynamic(String(node.value)) ? String(node.value) : probe;
  if (!node) return path ? { [String(path[0])]: keep(undefined, null, path.slice(1), view) } : null;
  const fitting = shape && shapeFor(shape, node);
  if (node.type === 'array') {
    const items = fitting?.kind === 'list' ? shapeOf(fitting.items) : null;
    if (path === null && !(items && isNodeShape(items))) return text.valueOf(node);
    const all: (TextNode | undefined)[] = [...(node.children ?? [])];
    if (path?.[0] === all.length) all.push(undefined);
    return all.map((child, index) => {
      if (path?.[0] === index) return keep(child, items, path.slice(1), view);
      return items && isNodeShape(items) ? '' : child ? text.valueOf(child) : null;
    });
  }
  if (node.type !== 'object') return text.valueOf(node);
  const object: Record<string, Json> = {};
  const shapeBelow = (key: string): Shape | null => {
    if (fitting?.kind === 'map') return shapeOf(fitting.values);
    const own = fitting?.kind === 'object' && Object.hasOwn(fitting.keys, key) ? fitting.keys[key] : undefined;
    return own ? shapeOf(own.shape) : null;
  };
  for (const { key, value } of propertiesOf(node)) {
    if (Object.hasOwn(object, key) || key === '__proto__') continue;
    const below = shapeBelow(key);
    if (path?.[0] === key) object[key] = keep(value, below, path.slice(1), view);
    else if (!value) continue;
    else if (below && key === 'view') object[key] = placeholder;
    else object[key] = below && holdsNodes(below) ? keep(value, below, null, view) : text.valueOf(value);
  }
  const next = path?.[0];
  if (next !== undefined && !Object.hasOwn(object, next)) object[next] = keep(undefined, null, path!.slice(1), view);
  return path && fitting?.kind === 'object' && isNode(fitting) ? whole(object, path.length, view) : object;
}

type Path = readonly (string | number)[];

/** A node that is being written: what it lacks is made up, or the checker would leave it out with all it holds. */
function whole(node: Readonly<Record<string, Json>>, depth: number, view: DocumentView): Json {
  const { id, type } = node;
  if (Object.hasOwn(node, '$ref')) return node;
  const isKnown = typeof type === 'string' && typeOf(type, view) !== null;
  return {
    ...node,
    id: typeof id === 'string' && names.nodeId.pattern.test(id) ? id : `unnamed-${depth}`,
    type: isKnown ? type : 'Fragment',
  };
}

/** A tree that uses a definition. */
function userOf(family: string, name: string): Json {
  const id = 'elsewhere';
  if (family === 'components') return { id, type: name };
  if (family === 'nodes') return { id, $ref: `#/defs/nodes/${name}` };
  return family === 'actions'
    ? { id, type: 'Fragment', on: { load: { $ref: `#/defs/actions/${name}` } } }
    : placeholder;
}

/** Stands where a whole tree stood. */
const placeholder: Json = { id: 'elsewhere', type: 'Fragment' };

const isNodeShape = (shape: Shape): boolean =>
  shape === nodeShape || (shape.kind === 'either' && shape.shapes.some((one) => one.kind === 'object' && isNode(one)));

const known = new Map<Shape, boolean>();

/** Whether nodes may stand somewhere below. */
function holdsNodes(shape: Shape): boolean {
  const answer = known.get(shape);
  if (answer !== undefined) return answer;
  // Shapes contain themselves; while one is looked into, it counts as holding none of its own.
  known.set(shape, false);
  const found = isNodeShape(shape) || inner(shape).some(holdsNodes);
  known.set(shape, found);
  return found;
}

function inner(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'list':
      return [shapeOf(shape.items)];
    case 'map':
      return [shapeOf(shape.values)];
    case 'either':
      return shape.shapes;
    case 'object':
      return Object.values(shape.keys).map(({ shape: own }) => shapeOf(own));
    default:
      return [];
  }
}
