import type { CoreComponent, PropContext } from '../components/component.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import { componentsOf, type DocumentView } from './project.ts';
import { schemaAt } from './schemas.ts';
import { childOf, nodeAt, propertiesOf, type TextNode, textAt } from './text.ts';

/** A component type as an author meets it, whether engine code, a document or an entry of `defs.components`. */
export interface TypeView {
  readonly name: string;
  readonly summary: string;
  readonly category: string;
  readonly props: Readonly<Record<string, PropView>>;
  readonly slots: Readonly<Record<string, SlotView>>;
  readonly events: readonly string[];
  /** An input: may be bound. */
  readonly bindable: boolean;
  readonly examples: readonly JsonObject[];
  /** Since which version it should not be used, and what instead. */
  readonly deprecated: JsonObject | null;
  /** Where it is written; null for built-in types. */
  readonly place: { readonly view: DocumentView; readonly node: TextNode } | null;
}

export interface PropView {
  readonly name: string;
  readonly schema: JsonSchema;
  /** The document whose `$ref`s the schema holds; null when it holds none. */
  readonly owner: DocumentView | null;
  readonly about: string;
  readonly required: boolean;
  readonly context: PropContext;
  readonly constant: boolean;
  /** The looks of a style-only enum are the theme's. */
  readonly axis: boolean;
  /** The default of an axis, as the component's styles have it. */
  readonly standard: Json | undefined;
  readonly deprecated: JsonObject | null;
  /** Where it is written; null for built-in types. */
  readonly node: TextNode | null;
}

export interface SlotView {
  readonly about: string;
  readonly required: boolean;
  readonly provides: readonly string[];
}

/** The type a name stands for in a document; null when it stands for none. */
export function typeOf(name: string, view: DocumentView): TypeView | null {
  const own = nodeAt(view.text.tree, ['defs', 'components', name]);
  if (own) return fromBody(name, view, own);
  const used = view.used(name);
  if (used) return used.kind === 'component' && used.text.tree ? fromBody(name, used, used.text.tree) : null;
  const core = componentsOf(view.project).get(name);
  return core ? fromCore(core) : null;
}

/** Every type a document may write, in the order in which they are looked up. */
export function typesIn(view: DocumentView): readonly TypeView[] {
  const own = propertiesOf(nodeAt(view.text.tree, ['defs', 'components'])).map(({ key }) => key);
  const aliases = propertiesOf(childOf(view.text.tree, 'uses')).map(({ key }) => key);
  const names = new Set([...own, ...aliases, ...componentsOf(view.project).keys()]);
  return [...names].flatMap((name) => typeOf(name, view) ?? []);
}

const coreViews = new WeakMap<CoreComponent, TypeView>();

function fromCore(component: CoreComponent): TypeView {
  const known = coreViews.get(component);
  if (known) return known;
  const { type, summary, category, events, valueType, examples, styles } = component;
  const props = Object.entries(component.props).map(([name, definition]): [string, PropView] => {
    const schema = definition.schema as JsonSchema;
    const ui = annotationsOf(schema);
    return [
      name,
      {
        name,
        schema,
        owner: null,
        about: textOf(schema, 'description'),
        required: definition.required,
        context: definition.context,
        constant: definition.shape || ui['dynamic'] === false,
        axis: definition.axis,
        standard: styles.axes?.[name]?.default ?? standardOf(schema),
        deprecated: (ui['deprecated'] as JsonObject | undefined) ?? null,
        node: null,
      },
    ];
  });
  const slots = Object.entries(component.slots).map(([name, slot]): [string, SlotView] => [
    name,
    {
      about: slot.description ?? '',
      required: slot.required ?? false,
      provides: Object.keys(slot.provide ?? {}),
    },
  ]);
  const view: TypeView = {
    name: type,
    summary,
    category,
    props: Object.fromEntries(props),
    slots: Object.fromEntries(slots),
    events,
    bindable: valueType !== undefined,
    examples: examples as unknown as readonly JsonObject[],
    deprecated: null,
    place: null,
  };
  coreViews.set(component, view);
  return view;
}

function fromBody(name: string, view: DocumentView, body: TextNode): TypeView {
  const value = view.text.valueOf(body) as JsonObject;
  const schema = nodeAt(body, ['props', 'properties']);
  const needed = (nodeAt(body, ['props', 'required'])?.children ?? []).map((item) => String(item.value));
  const props = propertiesOf(schema).map(({ key, keyNode, value: node }): [string, PropView] => {
    const own = (node ? view.text.valueOf(node) : true) as JsonSchema;
    const flat = schemaAt(own, view).schema;
    const ui = annotationsOf(flat);
    return [
      key,
      {
        name: key,
        schema: own,
        owner: view,
        about: textOf(flat, 'description'),
        required: needed.includes(key) && standardOf(flat) === undefined,
        context: (ui['context'] as PropContext | undefined) ?? 'text',
        constant: ui['dynamic'] === false,
        axis: ui['axis'] === true,
        standard: standardOf(flat),
        deprecated: (ui['deprecated'] as JsonObject | undefined) ?? null,
        node: keyNode,
      },
    ];
  });
  const slots = propertiesOf(childOf(body, 'slots')).map(({ key, value: slot }): [string, SlotView] => [
    key,
    {
      about: textAt(slot, 'description') ?? '',
      required: childOf(slot, 'required')?.value === true,
      provides: propertiesOf(childOf(slot, 'provide')).map((provided) => provided.key),
    },
  ]);
  const examples = value['examples'];
  const meta = isMap(value['meta']) ? value['meta'] : {};
  return {
    name,
    summary: String(value['description'] ?? value['title'] ?? ''),
    category: typeof meta['category'] === 'string' ? meta['category'] : 'component',
    props: Object.fromEntries(props),
    slots: Object.fromEntries(slots),
    events: propertiesOf(childOf(body, 'events')).map(({ key }) => key),
    bindable: childOf(body, 'valueType') !== undefined,
    examples: Array.isArray(examples) ? examples.filter(isMap) : [],
    deprecated: isMap(meta['deprecated']) ? meta['deprecated'] : null,
    place: { view, node: body },
  };
}

export const isMap = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `x-ui` of a schema. */
export const annotationsOf = (schema: JsonSchema): JsonObject =>
  typeof schema === 'object' && isMap(schema['x-ui']) ? schema['x-ui'] : {};

const textOf = (schema: JsonSchema, key: string): string =>
  typeof schema === 'object' && typeof schema[key] === 'string' ? schema[key] : '';
const standardOf = (schema: JsonSchema): Json | undefined =>
  typeof schema === 'object' ? schema['default'] : undefined;
