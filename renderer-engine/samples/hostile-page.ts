import { catalog } from '../components/catalog.ts';
import type { JsonObject, Node, NodeObject, PageDocument } from '../document/types.ts';

/**
 * Takes sample pages apart and builds one page of them in which every prop that takes words or addresses reads
 * `data.at[n]`. What stands there then reaches every place where data can reach. Returns how many places there are.
 */
export function hostilePage(all: readonly PageDocument[]): {
  readonly page: PageDocument;
  readonly places: number;
} {
  // What other documents bring stands in samples of its own.
  const samples = all.filter(({ uses }) => !uses);
  let places = 0;
  const next = () => `\${data.at[${places++}]}`;
  const children = samples.flatMap((sample, at) => (sample.view ? [spoil(sample.view, `s${at}`, next)] : []));
  const data = Object.assign({}, ...samples.map((sample) => sample.data ?? {}));
  const forms = Object.assign({}, ...samples.map((sample) => sample.forms ?? {}));
  const params = Object.assign({}, ...samples.map((sample) => sample.params ?? {}));
  const page: PageDocument = {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'samples/hostile',
    version: '1.0.0',
    title: 'Hostile',
    head: { title: '${data.at[0]}', description: '${data.at[0]}' },
    params,
    data: { ...data, at: { source: 'hostile', schema: { type: 'array', items: { type: 'string' } } } },
    forms,
    view: { id: 'hostile', type: 'Stack', children },
  };
  return { page, places };
}

function spoil(node: Node, prefix: string, next: () => string): Node {
  if (typeof node === 'string') return next();
  const list = (nodes: readonly Node[] | undefined) => nodes?.map((child) => spoil(child, prefix, next));
  const own = node.a11y?.label === undefined ? node.a11y : { ...node.a11y, label: next() };
  return {
    ...node,
    id: `${prefix}-${node.id}`,
    ...(node.props && { props: aimed(spoilProps(node, next), prefix) }),
    ...(node.on && { on: aimed(node.on, prefix) }),
    ...(node.children && { children: list(node.children) as Node[] }),
    ...(own && { a11y: own }),
    ...(node.slots && {
      slots: Object.fromEntries(Object.entries(node.slots).map(([name, fill]) => [name, list(fill) as Node[]])),
    }),
  };
}

/** Actions aim at nodes, whose ids have the prefix. */
function aimed<T>(value: T, prefix: string): T {
  const aim = (key: string, inner: unknown) =>
    key === 'target' && typeof inner === 'string' ? `${prefix}-${inner}` : inner;
  return JSON.parse(JSON.stringify(value), aim) as T;
}

function spoilProps({ type, props = {} }: NodeObject, next: () => string): JsonObject {
  const definitions = catalog.get(type)?.props ?? {};
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => {
      const definition = definitions[name];
      const schema = definition?.schema;
      const takesText =
        definition &&
        !definition.shape &&
        !definition.axis &&
        !definition.scope &&
        ['text', 'url', 'page'].includes(definition.context) &&
        typeof schema === 'object' &&
        (schema['type'] === 'string' || definition.context === 'page');
      return [name, takesText && typeof value === 'string' && !value.startsWith('theme:') ? next() : value];
    }),
  );
}
