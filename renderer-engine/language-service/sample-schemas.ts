import { documentShapes } from '../document/shapes/document.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { Type } from '../expressions/index.ts';
import { contextType } from '../stages/3-validate/root-scope.ts';
import { chainOf, type DocumentView, viewOf } from './project.ts';
import type { OwnedSchema } from './schemas.ts';
import { childOf, nodeAt, propertiesOf, type TextNode, textAt } from './text.ts';
import { isMap } from './types.ts';

/** What may stand under a key of a fixture: sample data follows what the document says it needs (language.md 7). */
export function sampleSchema(key: string, view: DocumentView): OwnedSchema | null {
  const subject = subjectOf(view);
  const closed = (properties: Readonly<Record<string, JsonSchema>>): OwnedSchema => ({
    schema: { type: 'object', properties } as JsonObject,
    owner: subject,
  });
  switch (key) {
    case 'ctx':
      return closed(contextProperties(subject));
    case 'params':
    case 'data':
      return closed(declaredSchemas(subject, key));
    case 'form':
      return closed(formSchemas(subject));
    case 'calls':
      return closed(callSchemas(subject));
    case 'force':
      return closed(forcedStates(subject));
    default:
      return null;
  }
}

/** The document that tests are of: a file of tests stands beside it, under the same name. */
function subjectOf(view: DocumentView): DocumentView {
  if (!view.path.endsWith('.tests.json')) return view;
  const stem = view.path.slice(0, -'.tests.json'.length);
  const paths = Object.keys(documentShapes).map((kind) => `${stem}.${kind}.json`);
  const found = view.project.texts().find(({ path }) => paths.includes(path));
  return found ? viewOf(view.project, found) : view;
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** `ctx` as every page has it, with what the document narrows it to. */
function contextProperties(view: DocumentView): Properties {
  const general = schemaOf(contextType) as { readonly properties: Properties };
  const own = childOf(view.text.tree, 'context');
  const value = own ? view.text.valueOf(own) : null;
  const narrowed = isMap(value) && isMap(value['properties']) ? value['properties'] : {};
  const merged = Object.entries(narrowed).map(([name, schema]) => [name, together(general.properties[name], schema)]);
  return { ...general.properties, ...Object.fromEntries(merged) };
}

const together = (general: JsonSchema | undefined, own: Json): JsonSchema =>
  isMap(own) && general !== undefined ? { allOf: [own, general as Json] } : (own as JsonSchema);

/** Params or data by name, with those of its bases. */
function declaredSchemas(view: DocumentView, key: 'params' | 'data'): Properties {
  const found = [...chainOf(view)].reverse().flatMap((one) =>
    propertiesOf(childOf(one.text.tree, key)).flatMap(({ key: name, value }) => {
      const schema = key === 'params' ? value : childOf(value, 'schema');
      return schema ? [[name, one.text.valueOf(schema) as JsonSchema] as const] : [];
    }),
  );
  return Object.fromEntries(found);
}

/** Values by id of the Form node, as its form declares them. */
function formSchemas(view: DocumentView): Properties {
  const found = nodesOf(view).flatMap(({ id, node }) => {
    const form = textAt(node, 'type') === 'Form' ? textAt(childOf(node, 'props'), 'form') : null;
    const schema = form === null ? undefined : nodeAt(view.text.tree, ['forms', form, 'schema']);
    return schema ? [[id, view.text.valueOf(schema) as JsonSchema] as const] : [];
  });
  return Object.fromEntries(found);
}

/** What a call answers: its result, or the status it fails with. */
function callSchemas({ project }: DocumentView): Properties {
  const calls = project.manifests.calls?.['calls'];
  const found = Object.entries(isMap(calls) ? calls : {}).map(([name, call]) => {
    const failures = isMap(call) && isMap(call['failures']) ? Object.keys(call['failures']).map(Number) : [];
    const properties = {
      result: isMap(call) ? (call['result'] ?? true) : true,
      status: failures.length > 0 ? { enum: failures } : { type: 'integer' },
      errors: { type: 'array', items: { type: 'object', properties: { at: anyText, message: anyText } } },
    };
    return [name, { type: 'object', properties } as JsonObject] as const;
  });
  return Object.fromEntries(found);
}

const anyText = { type: 'string' } as const;

/** What a test case may force: the states of data by name, of nodes by id. */
function forcedStates(view: DocumentView): Properties {
  const data = Object.keys(declaredSchemas(view, 'data')).map((name) => `data.${name}`);
  const nodes = nodesOf(view).flatMap(({ id, node }) => (childOf(node, 'lazy') ? [id] : []));
  const states = { enum: ['error', 'loading', 'placeholder', 'empty', 'slow'] } as JsonObject;
  return Object.fromEntries([...data, ...nodes].map((name) => [name, states]));
}

interface FoundNode {
  readonly id: string;
  readonly node: TextNode;
}

const nodesByText = new WeakMap<object, readonly FoundNode[]>();

/** Everything in the trees of a document that has an id and a type. */
function nodesOf({ text }: DocumentView): readonly FoundNode[] {
  const known = nodesByText.get(text);
  if (known) return known;
  const found: FoundNode[] = [];
  const visit = (node: TextNode): void => {
    const id = textAt(node, 'id');
    if (id !== null && textAt(node, 'type') !== null) found.push({ id, node });
    for (const child of node.children ?? []) visit(child);
  };
  for (const { key, value } of propertiesOf(text.tree)) if (value && trees.has(key)) visit(value);
  nodesByText.set(text, found);
  return found;
}

const trees: ReadonlySet<string> = new Set(['view', 'slots', 'overrides', 'defs']);

/** A JSON Schema that says what a type does; of several kinds, each as an alternative. */
function schemaOf(type: Type): JsonSchema {
  const kinds = [
    ...(type.text ? [type.text === true ? anyText : { enum: type.text }] : []),
    ...(type.date ? [{ type: 'string', format: 'date' }] : []),
    ...(type.datetime ? [{ type: 'string', format: 'date-time' }] : []),
    ...(type.number ? [{ type: 'number' }] : []),
    ...(type.boolean ? [{ type: 'boolean' }] : []),
    ...(type.list ? [{ type: 'array', items: schemaOf(type.list) }] : []),
    ...(type.map ? [mapSchema(type.map)] : []),
    ...(type.null ? [{ type: 'null' }] : []),
  ];
  return (kinds.length === 1 ? kinds[0] : { anyOf: kinds }) as JsonSchema;
}

const mapSchema = ({ properties, rest }: NonNullable<Type['map']>) => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(properties).map(([name, own]) => [name, schemaOf(own)])),
  ...(rest && { additionalProperties: schemaOf(rest) }),
});
