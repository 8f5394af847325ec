/** What is wrong with a version that is rolled out; `well`: nothing. */
export const faults = ['well', 'throwing', 'slow', 'blank', 'client-errors', 'no-beacons'] as const;
export type Fault = (typeof faults)[number];

/** Sources by the name of what is wrong with them. */
export const sourceOf: Readonly<Record<Fault, 'fine' | 'failing' | 'slow' | 'empty'>> = {
  well: 'fine',
  throwing: 'failing',
  slow: 'slow',
  blank: 'empty',
  'client-errors': 'fine',
  'no-beacons': 'fine',
};

const words = { type: 'array', items: { type: 'string' }, maxItems: 20 };

/**
 * A page of a few lines from a source. A version with a fault asks another one, so that the shadow cannot know and only
 * visitors find out.
 */
export const benchPage = (id: string, version: string, fault: Fault): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id,
    version,
    title: 'Words',
    route: `/${id}`,
    access: 'public',
    data: { [`words${version.replaceAll('.', '')}`]: { source: sourceOf[fault], schema: words } },
    view: {
      id: 'list',
      type: 'Stack',
      children: [
        {
          id: 'word',
          type: 'Text',
          for: { each: `\${data.words${version.replaceAll('.', '')}}`, as: 'word', key: '${word}' },
          props: { text: '${word}' },
        },
      ],
    },
  });

const source = { version: '1.0.0', args: { type: 'object' }, result: words };
export const benchManifests = {
  sources: { sources: Object.fromEntries([...new Set(Object.values(sourceOf))].map((name) => [name, source])) },
};
