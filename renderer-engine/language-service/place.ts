import { childSchemas, schemaLists, schemaMaps } from '../document/schema-profile.ts';
import { documentShapes } from '../document/shapes/document.ts';
import { node as nodeEither } from '../document/shapes/node.ts';
import { type KeyShape, type ObjectShape, type Shape, shapeOf } from '../document/shapes/shape.ts';
import type { JsonObject, JsonSchema } from '../document/types.ts';
import { includedBy, paramsSchema } from './included.ts';
import type { DocumentView } from './project.ts';
import { sampleSchema } from './sample-schemas.ts';
import { childSchema, type OwnedSchema, openSchema } from './schemas.ts';
import { childOf, nodeAt, type TextNode, textAt } from './text.ts';
import { isMap, type PropView, type TypeView, typeOf } from './types.ts';

/** What may stand at a place of a document. One kind per source of knowledge; nothing is known of the rest. */
export type Place =
  | { readonly kind: 'shape'; readonly shape: Shape; readonly key?: KeyShape; readonly node?: NodeAround }
  /** `props`, `slots` and `on` of a node. */
  | { readonly kind: 'props' | 'slots' | 'triggers'; readonly type: TypeView | null; readonly node: NodeAround }
  /** A value that a JSON Schema describes: a prop, arguments, sample data. */
  | {
      readonly kind: 'value';
      readonly schema: OwnedSchema;
      readonly prop: PropView | null;
      readonly dynamic: boolean;
      readonly node?: NodeAround | undefined;
    }
  /** A JSON Schema written by the author. */
  | { readonly kind: 'schema' }
  | { readonly kind: 'style'; readonly level: 'properties' | 'states' | 'steps' }
  | { readonly kind: 'style-value'; readonly property: string }
  /** Design tokens of a theme. */
  | { readonly kind: 'tokens' }
  | { readonly kind: 'unknown' };

/** The node of the document that something stands in. */
export interface NodeAround {
  readonly object: TextNode;
  readonly type: string | null;
}

const nodeKeys =
  nodeEither.kind === 'either' ? nodeEither.shapes.find((one) => one.kind === 'object')?.keys : undefined;

const unknown: Place = { kind: 'unknown' };

/** What may stand at the end of a path of keys. */
export function placeAt(view: DocumentView, path: readonly (string | number)[]): Place {
  if (!view.shape) return unknown;
  let place: Place = { kind: 'shape', shape: view.shape };
  let node: TextNode | undefined = view.text.tree;
  for (const key of path) {
    place = below(place, key, node, path, view);
    if (place.kind === 'unknown') return place;
    node = childOf(node, key);
  }
  return place;
}

/** What may stand one key further down. */
export function below(
  place: Place,
  key: string | number,
  node: TextNode | undefined,
  path: readonly (string | number)[],
  view: DocumentView,
): Place {
  switch (place.kind) {
    case 'shape':
      return belowShape(place, key, node, path, view);
    case 'props': {
      const prop = place.type && Object.hasOwn(place.type.props, key) ? place.type.props[key] : undefined;
      if (!prop) return unknown;
      const shown = key === 'params' && place.type?.name === 'Include' && includedBy(place.node.object, view).view;
      const schema = shown ? { schema: paramsSchema(shown), owner: shown } : { schema: prop.schema, owner: prop.owner };
      return { kind: 'value', schema, prop, dynamic: !prop.constant, node: place.node };
    }
    case 'slots':
      return { kind: 'shape', shape: { kind: 'list', items: nodeEither } };
    case 'triggers':
      return actions ? { kind: 'shape', shape: actions } : unknown;
    case 'value': {
      const schema = childSchema(place.schema, key, node);
      const ui = typeof schema.schema === 'object' ? schema.schema['x-ui'] : undefined;
      const dynamic = place.dynamic || (place.prop !== null && !(isMap(ui) && ui['dynamic'] === false));
      return { ...place, schema, dynamic };
    }
    case 'schema':
      return belowSchema(key);
    case 'style':
      if (place.level === 'properties' && key === 'states') return { kind: 'style', level: 'states' };
      return place.level === 'states'
        ? { kind: 'style', level: 'properties' }
        : { kind: 'style-value', property: String(key) };
    case 'style-value':
      return place;
    case 'tokens':
      return place;
    default:
      return unknown;
  }
}

/** Actions by trigger, as the shape of nodes has them. */
const onShape = nodeKeys?.['on'] && shapeOf(nodeKeys['on'].shape);
const actions = onShape?.kind === 'map' ? shapeOf(onShape.values) : undefined;

type ShapePlace = Extract<Place, { kind: 'shape' }>;

function belowShape(
  place: ShapePlace,
  key: string | number,
  node: TextNode | undefined,
  path: readonly (string | number)[],
  view: DocumentView,
): Place {
  const shape = shapeFor(place.shape, node);
  switch (shape?.kind) {
    case 'list':
      return ofShape(shapeOf(shape.items), place.node);
    case 'map':
      if (path[0] === 'defs' && path[1] === 'styles' && path[2] === key) return { kind: 'style', level: 'properties' };
      return ofShape(shapeOf(shape.values), place.node);
    case 'object': {
      const own = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      const around = isNode(shape) && node ? { object: node, type: textAt(node, 'type') } : place.node;
      if (own && isNode(shape) && around) {
        const special = belowNode(String(key), around, view);
        if (special) return special;
      }
      const known = special(String(key), shape, node, path, view);
      if (known) return known;
      if (!own) return unknown;
      return ofShape(shapeOf(own.shape), around, own);
    }
    default:
      return unknown;
  }
}

const ofShape = (shape: Shape, node: NodeAround | undefined, key?: KeyShape): Place =>
  shape.kind === 'schema' ? { kind: 'schema' } : { kind: 'shape', shape, ...(node && { node }), ...(key && { key }) };

/** Whether a shape is that of nodes, overrides among them: they have the same keys. */
export const isNode = (shape: ObjectShape): boolean =>
  'props' in shape.keys && 'slots' in shape.keys && 'for' in shape.keys;

function belowNode(key: string, node: NodeAround, view: DocumentView): Place | null {
  const type = () => (node.type === null ? null : typeOf(node.type, view));
  if (key === 'props') return { kind: 'props', type: type(), node };
  if (key === 'slots') return { kind: 'slots', type: type(), node };
  if (key === 'on') return { kind: 'triggers', type: type(), node };
  return key === 'style' ? { kind: 'style', level: 'properties' } : null;
}

/** Objects the shapes leave open, but something else describes: arguments, samples, styles, tokens. */
function special(
  key: string,
  shape: ObjectShape,
  node: TextNode | undefined,
  path: readonly (string | number)[],
  view: DocumentView,
): Place | null {
  const own = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
  const { manifests } = view.project;
  const value = (schema: OwnedSchema, dynamic: boolean): Place => ({ kind: 'value', schema, prop: null, dynamic });
  if (key === 'args' && 'source' in shape.keys) {
    const sources = manifests.sources?.['sources'];
    return value(openSchema(entry(sources, textAt(node, 'source'), 'args')), true);
  }
  if (key === 'with' && 'call' in shape.keys) {
    return value(openSchema(entry(manifests.calls?.['calls'], textAt(node, 'call'), 'args')), true);
  }
  if (key === 'initial' && 'submit' in shape.keys) {
    const schema = childOf(node, 'schema');
    return schema ? value(authored(schema, view), false) : null;
  }
  if (path[0] === 'tokens' && shape === documentShapes.theme) return { kind: 'tokens' };
  const isExample = 'ctx' in shape.keys && 'title' in shape.keys;
  const isFixture = 'calls' in shape.keys && 'params' in shape.keys;
  if ('fixture' in shape.keys || isFixture || (isExample && key === 'ctx')) {
    const schema = sampleSchema(key, view);
    return schema && value(schema, false);
  }
  if (isExample && key === 'props') {
    const props = nodeAt(view.text.tree, ['props']);
    return props ? value(authored(props, view), false) : null;
  }
  return own ? null : unknown;
}

const authored = (node: TextNode, view: DocumentView): OwnedSchema => ({
  schema: view.text.valueOf(node) as JsonSchema,
  owner: view,
});

function entry(all: unknown, name: string | null, key: string) {
  const one = isMap(all) && name !== null && Object.hasOwn(all, name) ? all[name] : undefined;
  return isMap(one) ? (one as JsonObject)[key] : undefined;
}

/** Inside a schema: `items` is a schema again, `properties` a map of them. */
function belowSchema(key: string | number): Place {
  const name = String(key);
  if (schemaMaps.has(name)) return { kind: 'shape', shape: { kind: 'map', names: anyKey, values: { kind: 'schema' } } };
  if (schemaLists.has(name)) return { kind: 'shape', shape: { kind: 'list', items: { kind: 'schema' } } };
  return childSchemas.has(name) ? { kind: 'schema' } : unknown;
}

const anyKey = { what: 'name', pattern: /^/, rule: '' };

/** The shape that fits what stands there: of alternatives by JSON type, of actions by their tag. */
export function shapeFor(shape: Shape, node: TextNode | undefined): Shape | undefined {
  if (shape.kind === 'either') {
    const fitting = shape.shapes.find((one) => jsonType(one) === node?.type);
    return fitting && shapeFor(fitting, node);
  }
  if (shape.kind === 'tagged') {
    const tag = textAt(node, shape.tag);
    return tag !== null && Object.hasOwn(shape.cases, tag) ? shape.cases[tag] : anyCase(shape);
  }
  return shape;
}

/** Before the tag is known: the tag alone. */
function anyCase(shape: Extract<Shape, { kind: 'tagged' }>): ObjectShape {
  const about = 'What to do.';
  return {
    kind: 'object',
    title: shape.title,
    keys: { [shape.tag]: { shape: { kind: 'text', values: Object.keys(shape.cases) }, about, required: true } },
    referable: true,
  };
}

function jsonType(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'string';
    case 'flag':
      return 'boolean';
    case 'list':
      return 'array';
    case 'number':
    case 'null':
      return shape.kind;
    default:
      return 'object';
  }
}
