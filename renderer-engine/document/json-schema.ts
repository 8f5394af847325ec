import { catalog } from '../components/catalog.ts';
import type { CoreComponent } from '../components/component.ts';
import { mapValues } from './map-values.ts';
import type { NameRule } from './names.ts';
import { documentShapes } from './shapes/document.ts';
import { node } from './shapes/node.ts';
import { type KeyShape, type ObjectShape, type Shape, shapeOf } from './shapes/shape.ts';
import type { DocumentKind, Json, JsonObject } from './types.ts';

/**
 * The JSON Schema of a kind of document, for editors and docs: completion, hovers and outlines come from it. Made from
 * the same shapes that the parser checks documents with; props are those of `components` (built-in types), so that a
 * prop added to a definition shows up here at once. Names of types stay open, because documents bring their own.
 */
export const documentSchema = (
  kind: DocumentKind,
  components: ReadonlyMap<string, CoreComponent> = catalog,
): JsonObject => shapeSchema(kind, documentShapes[kind], components);

/** The JSON Schema of any shape, `address` being the last part of the `$schema` that its files name. */
export function shapeSchema(
  address: string,
  shape: Shape,
  components: ReadonlyMap<string, CoreComponent> = catalog,
): JsonObject {
  const definitions: Record<string, Json> = {};
  const body = schemaOf(shape, { definitions, names: new Map(), components }) as JsonObject;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://schema-studio.dev/ui/1/${address}.json`,
    ...body,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

interface Write {
  readonly definitions: Record<string, Json>;
  /** Shapes that contain themselves get a name. */
  readonly names: Map<Shape, string>;
  readonly components: ReadonlyMap<string, CoreComponent>;
}

function schemaOf(shape: Shape, write: Write): Json {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'null':
      return { type: 'null' };
    case 'flag':
      return { type: 'boolean' };
    case 'number':
      if (shape.values) return { enum: [...shape.values] };
      return { type: shape.whole ? 'integer' : 'number', ...(shape.least !== undefined && { minimum: shape.least }) };
    case 'text':
      if (shape.values) return { enum: [...shape.values] };
      return { type: 'string', ...(shape.name && nameSchema(shape.name)) };
    case 'schema':
      return { type: ['object', 'boolean'] };
    case 'list':
      return { type: 'array', items: schemaOf(shapeOf(shape.items), write) };
    case 'map':
      return {
        type: 'object',
        propertyNames: nameSchema(shape.names),
        additionalProperties: schemaOf(shapeOf(shape.values), write),
      };
    case 'either':
      return { anyOf: shape.shapes.map((one) => schemaOf(one, write)) };
    case 'tagged':
    case 'object':
      return referenceTo(shape, write);
  }
}

/** Objects are written once, under `$defs`, and referred to: nodes contain nodes. */
function referenceTo(shape: Extract<Shape, { kind: 'object' | 'tagged' }>, write: Write): Json {
  const known = write.names.get(shape);
  if (known) return { $ref: `#/$defs/${known}` };
  const isDocument = write.names.size === 0;
  const name = freeName(shape.title, new Set(write.names.values()));
  write.names.set(shape, name);
  const schema = shape.kind === 'tagged' ? taggedSchema(shape, write) : objectSchema(shape, write);
  if (isDocument) return schema;
  write.definitions[name] = schema;
  return { $ref: `#/$defs/${name}` };
}

/** "A test case" → `test-case`, numbered where that is taken. */
function freeName(title: string, taken: ReadonlySet<string>): string {
  const words = title.replace(/^An? /, '').match(/[A-Za-z0-9]+/g) ?? ['part'];
  const name = words.join('-').toLowerCase();
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

function objectSchema(shape: ObjectShape, write: Write): JsonObject {
  const properties = Object.fromEntries(
    Object.entries(shape.keys).map(([key, own]) => [
      key,
      { ...asObject(keySchema(own, write)), description: own.about },
    ]),
  );
  const needed = Object.entries(shape.keys).filter(([, own]) => own.required);
  const required = needed.map(([key]) => key).filter((key) => !shape.referable || key === 'id');
  return {
    type: 'object',
    title: shape.title.replace(/^An? /, ''),
    ...(required.length > 0 && { required }),
    properties: shape.referable ? { ...properties, $ref: referenceSchema } : properties,
    ...(!shape.open && { additionalProperties: false }),
    ...(shape === nodeShape && { allOf: propsByType(write.components) }),
  };
}

const nodeShape = node.kind === 'either' ? node.shapes.find((one) => one.kind === 'object') : undefined;

const referenceSchema: JsonObject = {
  type: 'string',
  description: 'A definition to use here: "#/defs/…", or "alias#/defs/…" of a document in "uses".',
};

const keySchema = ({ shape }: KeyShape, write: Write): Json => schemaOf(shapeOf(shape), write);
const asObject = (schema: Json): JsonObject =>
  typeof schema === 'object' && schema !== null ? (schema as JsonObject) : {};

function taggedSchema({ tag, cases, title }: Extract<Shape, { kind: 'tagged' }>, write: Write): JsonObject {
  return {
    type: 'object',
    title: title.replace(/^An? /, ''),
    properties: { [tag]: { enum: Object.keys(cases) } },
    allOf: Object.entries(cases).map(([name, shape]) => ({
      if: { properties: { [tag]: { const: name } }, required: [tag] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: schemaOf(shape, write),
    })),
  };
}

/** What `props` and `slots` of a built-in type may hold. Any string may be an expression instead of its value. */
function propsByType(components: ReadonlyMap<string, CoreComponent>): readonly JsonObject[] {
  return [...components.values()].map(({ type, summary, props, slots, events }) => ({
    if: { properties: { type: { const: type } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: {
      description: summary,
      properties: {
        props: {
          type: 'object',
          properties: Object.fromEntries(
            Object.entries(props).map(([name, { schema }]) => [name, orExpression(schema as Json)]),
          ),
        },
        slots: {
          properties: Object.fromEntries(
            Object.entries(slots)
              .filter(([name]) => !name.includes('*'))
              .map(([name, { description }]) => [name, { ...(description && { description }) }]),
          ),
        },
        ...(events.length > 0 && { on: { properties: Object.fromEntries(events.map((event) => [event, {}])) } }),
      },
    },
  }));
}

/** A value or an expression for it, at every level of lists and maps. */
const orExpression = (schema: Json): JsonObject => {
  const { description, ...rest } = asObject(schema);
  return {
    ...(description !== undefined && { description }),
    anyOf: [inside(rest), { type: 'string', pattern: '\\$\\{' }],
  };
};

function inside(schema: JsonObject): JsonObject {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(properties !== undefined && { properties: mapValues(asObject(properties), orExpression) }),
    ...(items !== undefined && typeof items === 'object' && { items: orExpression(items) }),
  };
}

const nameSchema = ({ pattern, longest }: NameRule): JsonObject => ({
  pattern: pattern.source,
  ...(longest !== undefined && { maxLength: longest }),
});
