import type { JsonObject } from '../../document/types.ts';

/** Input that is small or plain, and would be endless to whoever does what it says. */
export interface Bomb {
  /** Texts of documents; the first is compiled, the others are those it names. */
  readonly documents: readonly string[];
  /** What it is rendered with, when compiling alone harms nobody. */
  readonly data?: JsonObject;
  /** The theme its sheet is made with, as text. */
  readonly theme?: string;
  /** The diagnostic that names the limit (words of its message) and the place (JSON Pointer). */
  readonly told: readonly [code: string, pointer: string, words: string];
}

const schemaOf = (kind: string): string => `https://schema-studio.dev/ui/1/${kind}.json`;

export const page = (more: object = {}): string =>
  JSON.stringify({
    $schema: schemaOf('page'),
    kind: 'page',
    id: 'test/bomb',
    version: '1.0.0',
    title: 'Bomb',
    view: text('a'),
    ...more,
  });

export const document = (kind: 'component' | 'layout', name: string, more: object): string =>
  JSON.stringify({
    $schema: schemaOf(kind),
    kind,
    id: `test/${name}`,
    version: '1.0.0',
    title: name,
    ...(kind === 'component' && { examples: [{ id: 'one' }] }),
    ...more,
  });

/** A theme with one set of tokens. */
export const theme = (tokens: object): string =>
  JSON.stringify({
    $schema: schemaOf('theme'),
    kind: 'theme',
    id: 'test/theme',
    version: '1.0.0',
    title: 'Theme',
    extends: 'core/theme@^1.0.0',
    tokens: {
      version: '2025.10',
      sets: { own: { sources: [tokens] } },
      modifiers: {},
      resolutionOrder: [{ $ref: '#/sets/own' }],
    },
  });

export const text = (words: string, more: object = {}): object => ({
  id: 'root',
  type: 'Text',
  props: { text: words },
  ...more,
});

/** A page whose only data is a list of anything, `data.rows`. */
export const pageOfRows = (view: object): string =>
  page({ data: { rows: { source: 'a.rows', schema: { type: 'array', items: {} } } }, view });

export const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** `name0`, `name1` … */
export const named = (count: number, name: string, make: (at: number) => unknown): object =>
  Object.fromEntries(many(count, (at) => [`${name}${at}`, make(at)]));
