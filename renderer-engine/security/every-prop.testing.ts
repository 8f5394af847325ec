import { catalog } from '../components/catalog.ts';
import type { CoreComponent } from '../components/component.ts';
import type { Json, JsonObject, JsonSchema, NodeObject, PageDocument } from '../document/types.ts';
import { exampleNode, fieldSchema, isInput, withIds } from '../gallery/example-node.ts';

/** One place of a built-in component where an author can put words: a prop, or a part of a prop that is a list or map. */
export interface Spot {
  readonly component: CoreComponent;
  /** `items/0/text` */
  readonly path: string;
  /** What the text is depends on how it begins: an address, or a language of its own. */
  readonly decides: boolean;
  /** The component with that text there; everything else as in one of its examples. */
  readonly node: (text: string) => NodeObject;
}

/** Every prop of every component, from the definitions: a new one is here at once. */
export const spots: readonly Spot[] = [...catalog.values()].flatMap((component) =>
  Object.entries(component.props).flatMap(([name, { schema, context }]) => {
    const example =
      component.examples.find(({ props }) => props && name in props) ??
      component.examples[0] ??
      ({ id: 'none' } as const);
    const value = example.props?.[name] ?? sampleOf(schema);
    return leavesOf(value).map((steps): Spot => {
      const node = exampleNode(component, example);
      return {
        component,
        path: [name, ...steps].join('/'),
        decides:
          context === 'url' || context === 'page' || ['to', 'src', 'href', 'source'].includes(steps.at(-1) ?? name),
        node: (text) => ({ ...node, props: { ...node.props, [name]: replaced(value, steps, text) } }),
      };
    });
  }),
);

/** A page of nodes, in a form where they want one. */
export const pageOf = (component: CoreComponent, children: readonly NodeObject[]): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'security/hostile',
  version: '1.0.0',
  title: 'Hostile',
  data: {
    at: { source: 'hostile.texts', schema: { type: 'array', items: { type: 'string' } } },
    rows: { source: 'hostile.rows', schema: { type: 'array', items: { type: 'object' } } },
  },
  forms: isInput(component) ? { own: { schema: fieldSchema(component) } } : {},
  view: {
    id: 'root',
    type: 'Stack',
    children: isInput(component)
      ? [{ id: 'form', type: 'Form', props: { form: 'own' }, children: [...children] }]
      : [...children],
  },
});

/** Repeats a spot for each text of `data.at`. */
export const repeated = (spot: Spot, at: number): NodeObject => ({
  id: `spot-${at}`,
  type: 'Box',
  for: { each: '${data.at}', as: 'hostile', index: 'position', key: '${position}' },
  children: [withIds(spot.node('${hostile}') as unknown as JsonObject, `s${at}`) as unknown as NodeObject],
});

/** The same with the text written into the document. */
export const written = (spot: Spot, text: string, at: number): NodeObject =>
  withIds(
    spot.node(text.toWellFormed().replaceAll('${', () => '$${')) as unknown as JsonObject,
    `s${at}`,
  ) as unknown as NodeObject;

/** Some value that fits a schema of a prop, with texts in it where it may have some. */
function sampleOf(schema: JsonSchema): Json {
  if (typeof schema === 'boolean') return 'x';
  const forms = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (forms) return sampleOf(forms[0] ?? true);
  const [type] = [schema['type'] ?? []].flat();
  if (type === 'array') return [sampleOf((schema['items'] ?? true) as JsonSchema)];
  if (type !== 'object') return 'x';
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, sampleOf(one)]));
}

type Steps = readonly string[];

/** Paths to what is no list and no map. Of long lists the first two items stand for all. */
function leavesOf(value: Json): readonly Steps[] {
  if (value === null || typeof value !== 'object') return [[]];
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 2 : undefined);
  return entries.flatMap(([key, inner]) => leavesOf(inner as Json).map((steps) => [key, ...steps]));
}

function replaced(value: Json, [first, ...rest]: Steps, text: string): Json {
  if (first === undefined) return text;
  const copy = structuredClone(value) as Record<string, Json>;
  copy[first] = replaced(copy[first] ?? null, rest, text);
  return copy;
}
