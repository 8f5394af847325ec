import type { Node, PageDocument } from '../document/types.ts';

const texts = ['Ships today', 'Waiting for stock', 'Ready to pack', 'Held by customs', 'On its way'];
const tones = ['neutral', 'info', 'success', 'warning', 'danger'];

/** Nodes of one card: itself, a Stack, and what stands in it. */
const cardNodes = 6;

/**
 * A page of exactly `nodes` nodes (at least 3): cards with a heading, a text, a badge and a link. A fifth of the texts
 * read data, as in a real page. The same number gives the same document. For latency tests and the bench.
 */
export function largePage(nodes: number): PageDocument {
  const children: Node[] = [];
  let left = nodes - 2;
  for (let at = 0; left > 0; at++) {
    const isWhole = left >= cardNodes;
    children.push(isWhole ? card(at) : { id: `rest-${at}`, type: 'Text', props: { text: `Item ${at}` } });
    left -= isWhole ? cardNodes : 1;
  }
  return {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'samples/large',
    version: '1.0.0',
    title: 'A large page',
    route: '/large',
    params: { q: { type: 'string', default: '' } },
    data: { shop: { source: 'shop.current', schema: shopSchema } },
    view: {
      id: 'page',
      type: 'Page',
      children: [{ id: 'grid', type: 'Grid', props: { columns: { base: 1, md: 3 }, gap: '{space.4}' }, children }],
    },
    tests: {
      fixtures: { base: { data: { shop: { name: 'Acme', open: 42 } } } },
      cases: [{ id: 'base', fixture: 'base' }],
    },
  };
}

const shopSchema = {
  type: 'object',
  required: ['name', 'open'],
  properties: { name: { type: 'string' }, open: { type: 'integer' } },
} as const;

function card(at: number): Node {
  const words = texts[at % texts.length] ?? '';
  const text = at % 5 === 0 ? '${data.shop.name}: ${data.shop.open} open' : `${words}, item ${at}`;
  return {
    id: `card-${at}`,
    type: 'Card',
    children: [
      {
        id: `stack-${at}`,
        type: 'Stack',
        props: { gap: '{space.2}' },
        children: [
          { id: `title-${at}`, type: 'Heading', props: { text: `Item ${at}`, level: 2, size: 'sm' } },
          { id: `text-${at}`, type: 'Text', props: { text, size: 'sm' } },
          { id: `badge-${at}`, type: 'Badge', props: { text: words, tone: tones[at % tones.length] ?? 'neutral' } },
          { id: `link-${at}`, type: 'Link', props: { text: 'Open', to: `/items/${at}` } },
        ],
      },
    ],
  };
}
