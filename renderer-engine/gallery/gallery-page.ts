import { catalog } from '../components/catalog.ts';
import { kebabCase } from '../components/class-name.ts';
import type { CoreComponent } from '../components/component.ts';
import type { ComponentExample, JsonObject, Node, NodeObject, PageDocument } from '../document/types.ts';
import { exampleNode, fieldSchema, isInput, withIds } from './example-node.ts';
import { formViews, shownForm, shownInput, shownSchema } from './form-views.ts';
import { shortJson } from './short-json.ts';

export interface GalleryOptions {
  /** The same page in other looks: words and address. */
  readonly links?: readonly { readonly text: string; readonly to: string }[];
}

/**
 * A page that shows every built-in component by its own examples, each with the JSON that makes it. It is an ordinary
 * document: what the engine can show, it shows here, and a new component appears by itself.
 */
export function galleryPage({ links = [] }: GalleryOptions = {}): PageDocument {
  const components = [...catalog.values()];
  const inputs = components.filter(isInput);
  return {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'engine/gallery',
    version: '1.0.0',
    title: 'Component gallery',
    forms: {
      ...Object.fromEntries(inputs.map((input) => [formOf(input), { schema: fieldSchema(input) }])),
      [shownForm]: { schema: shownSchema },
    },
    view: {
      id: 'gallery',
      type: 'Page',
      props: { width: 'wide' },
      slots: {
        header: [
          text('Component gallery', { weight: 'semibold', size: 'lg' }),
          row(
            'looks',
            links.map(({ text: words, to }, at) => link(`look-${at}`, words, to)),
          ),
        ],
        nav: categories.map((category) => ({
          id: `nav-${category}`,
          type: 'Stack',
          props: { gap: '{space.1}' },
          children: [
            text(titleOf(category), { size: 'sm', weight: 'semibold' }, `nav-${category}-title`),
            ...of(category).map(({ type }) => link(`go-${idOf(type)}`, type, `#ui-${idOf(type)}-heading`)),
          ],
        })),
        default: [
          { id: 'title', type: 'Heading', props: { text: 'Components', level: 1 } },
          text(
            `${components.length} types, each by its examples and in every look, shown by the engine itself.`,
            {},
            'intro',
          ),
          ...categories.flatMap((category) => of(category).map(section)),
        ],
      },
    } as Node,
  };
}

/** What is in the forms of the gallery, and what is wrong with it. */
export const galleryInput = shownInput;

const order: readonly CoreComponent['category'][] = [
  'layout',
  'typography',
  'actions',
  'forms',
  'data',
  'navigation',
  'feedback',
  'overlay',
  'media',
  'structural',
];

const of = (category: CoreComponent['category']): readonly CoreComponent[] =>
  [...catalog.values()].filter((component) => component.category === category);

const categories = order.filter((category) => of(category).length > 0);

const titleOf = (category: string): string => category.charAt(0).toUpperCase() + category.slice(1);
const idOf = (type: string): string => `type-${kebabCase(type)}`;
const formOf = ({ type }: CoreComponent): string => `form${type}`;

const text = (words: string, props: JsonObject = {}, id = 'brand'): NodeObject => ({
  id,
  type: 'Text',
  props: { text: words, as: 'span', ...props },
});

const link = (id: string, words: string, to: string): NodeObject => ({
  id,
  type: 'Link',
  props: { text: words, to, variant: 'subtle', underline: 'hover' },
});

const row = (id: string, children: readonly Node[]): NodeObject => ({
  id,
  type: 'Stack',
  props: { direction: 'row', wrap: true, gap: '{space.3}' },
  children: [...children],
});

function section(component: CoreComponent): NodeObject {
  const { type, summary, examples } = component;
  return {
    id: idOf(type),
    type: 'Section',
    props: { heading: type, level: 2, description: summary, divider: true },
    children: [
      ...examples.map((example) => shown(component, example)),
      ...looksOf(component),
      ...(type === 'Form' ? formViews() : []),
    ],
  };
}

/** The example, and beside it what an author writes to get it. */
function shown(component: CoreComponent, example: ComponentExample): NodeObject {
  const id = `${idOf(component.type)}-${example.id}`;
  const node = exampleNode(component, example);
  return {
    id,
    type: 'Grid',
    props: { columns: { base: 1, lg: 2 }, gap: '{space.4}' },
    children: [
      {
        id: `${id}-card`,
        type: 'Card',
        children: [
          {
            id: `${id}-stack`,
            type: 'Stack',
            props: { gap: '{space.4}' },
            children: [
              caption(wordsOf(example), `${id}-title`),
              live(component, withIds(node as unknown as JsonObject, id) as unknown as NodeObject, id),
            ],
          },
        ],
      },
      {
        id: `${id}-json`,
        type: 'Code',
        props: { source: written(node), language: 'json', wrap: true },
        style: { maxHeight: '15rem', overflow: 'auto' },
      },
    ],
  } as NodeObject;
}

/** Every value of every axis, on the first example. */
function looksOf(component: CoreComponent): readonly NodeObject[] {
  const example = component.examples.find(({ id }) => id === plainest[component.type]) ?? component.examples[0];
  const axes = Object.entries(component.props).filter(([, { axis }]) => axis);
  if (!example || axes.length === 0 || hidesItself.has(component.type)) return [];
  const id = `${idOf(component.type)}-axis`;
  return axes.map(([name, { schema }]): NodeObject => {
    const values = (typeof schema === 'object' ? schema['enum'] : []) as readonly string[];
    const wide = component.category === 'data' && !small.has(component.type);
    return {
      id: `${id}-${kebabCase(name)}`,
      type: 'Card',
      children: [
        {
          id: `${id}-${kebabCase(name)}-grid`,
          type: 'Grid',
          props: {
            minColumn: wide ? '22rem' : component.category === 'feedback' ? '16rem' : '8.5rem',
            gap: '{space.4}',
          },
          children: values.map((value) => {
            const own = `${id}-${kebabCase(name)}-${value}`;
            const changed = { ...example, props: { ...example.props, [name]: value } };
            const node = withIds(exampleNode(component, changed) as unknown as JsonObject, own);
            return {
              id: `${own}-one`,
              type: 'Stack',
              props: { gap: '{space.2}', align: wide || stretches(component) ? 'stretch' : 'start' },
              children: [
                caption(`${name}: ${value}`, `${own}-words`),
                live(component, node as unknown as NodeObject, own),
              ],
            };
          }),
        },
      ],
    };
  });
}

/** The example to vary, where the first says more than its look can show. */
const plainest: Readonly<Record<string, string>> = { Skeleton: 'chart' };

/** Data that is as small as a word. */
const small = new Set(['Badge', 'Stat', 'Progress']);
const stretches = ({ category, type }: CoreComponent): boolean =>
  ['layout', 'forms', 'feedback', 'navigation'].includes(category) || type === 'Progress';

/** What shows nothing where it stands, or is the page. */
const hidesItself = new Set(['Page', 'Dialog', 'Toasts', 'Tooltip', 'Form']);

const caption = (words: string, id: string): NodeObject => ({
  ...text(words, { size: 'sm' }, id),
  style: { color: '{color.text.muted}' },
});

/** `long-de` is what people call the example when nobody gave it a title. */
export const wordsOf = ({ id, title }: ComponentExample): string =>
  title ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

/** A page has landmarks of its own, and only layouts and components place slots: these two are shown as JSON alone. */
function live(component: CoreComponent, node: NodeObject, id: string): NodeObject {
  if (component.type === 'Page') return text('The frame around this gallery is a Page.', { size: 'sm' }, `${id}-note`);
  if (component.type === 'Slot') return text('Stands in layouts and components.', { size: 'sm' }, `${id}-note`);
  if (component.type === 'Include') return text('Shows another page of the project.', { size: 'sm' }, `${id}-note`);
  if (component.type === 'Dialog') return opened(node, id);
  if (node.props?.['orientation'] === 'vertical' && component.type === 'Divider') return between(node, id);
  const note = notes[component.type];
  if (note) return both(id, [text(note, { size: 'sm' }, `${id}-note`), inForm(component, node, id)]);
  return inForm(component, node, id);
}

const notes: Readonly<Record<string, string>> = {
  Toasts: 'Empty until something is worth a word.',
  Hidden: 'There is nothing to see.',
};

/** Behind a button, as dialogs are. */
const opened = (node: NodeObject, id: string): NodeObject =>
  both(id, [
    {
      id: `${id}-open`,
      type: 'Button',
      props: { text: 'Open the dialog', variant: 'outline' },
      on: { click: { do: 'open', target: node.id } },
    } as NodeObject,
    node,
  ]);

const between = (node: NodeObject, id: string): NodeObject =>
  row(`${id}-row`, [text('Before', {}, `${id}-before`), node, text('Behind', {}, `${id}-behind`)]);

const both = (id: string, children: readonly NodeObject[]): NodeObject => ({
  id: `${id}-both`,
  type: 'Stack',
  props: { gap: '{space.2}', align: 'start' },
  children: [...children],
});

function inForm(component: CoreComponent, node: NodeObject, id: string): NodeObject {
  if (!isInput(component)) return node;
  return { id: `${id}-form`, type: 'Form', props: { form: formOf(component) }, children: [node] };
}

/** Fits beside the example on a laptop. */
const jsonWidth = 56;

/** `${` in an example is what the author writes; here it is text. */
const written = (node: NodeObject): string =>
  shortJson(node as unknown as JsonObject, jsonWidth).replaceAll('${', () => '$${');
