/** What a new document says: valid, and something to see in the preview at once. */
export function templateOf(kind: 'page' | 'component', id: string, title: string): string {
  const envelope = {
    $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
    kind,
    id,
    version: '0.1.0',
    title,
  };
  return `${JSON.stringify({ ...envelope, ...(kind === 'page' ? page(id, title) : component(title)) }, null, 2)}\n`;
}

const page = (id: string, title: string) => ({
  route: `/${id.slice(id.indexOf('/') + 1)}`,
  head: { title },
  view: {
    id: 'page',
    type: 'Page',
    children: [
      {
        id: 'content',
        type: 'Stack',
        children: [
          { id: 'title', type: 'Heading', props: { text: title, level: 1 } },
          { id: 'lead', type: 'Text', props: { text: 'Write your page here.' } },
        ],
      },
    ],
  },
  tests: { fixtures: { base: {} }, cases: [{ id: 'base', fixture: 'base' }] },
});

const component = (title: string) => ({
  props: {
    type: 'object',
    additionalProperties: false,
    properties: { text: { type: 'string', default: title } },
  },
  view: { id: 'root', type: 'Text', props: { text: '${props.text}' } },
  examples: [{ id: 'base', title: 'Base', props: { text: title } }],
});
