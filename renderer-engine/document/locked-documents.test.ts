import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { lockedDocuments } from './locked-documents.ts';

const color = (hex: string) => ({ $type: 'color', $value: hex });
const theme = (version: string, hex: string) => ({
  from: 'vendor' as const,
  text: JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/theme.json',
    kind: 'theme',
    id: 'globex/theme',
    version,
    title: 'Globex',
    extends: 'core/theme@^1.0.0',
    tokens: {
      version: '2025.10',
      sets: { own: { sources: [{ color: { text: { default: color(hex) } } }] } },
      resolutionOrder: [{ $ref: '#/sets/own' }],
    },
  }),
});
const found = [theme('1.0.0', '#111111'), theme('1.4.0', '#222222'), theme('2.0.0', '#333333')];
const documents = { find: (id: string) => (id === 'globex/theme' ? found : []) };
const lock = (version: string) =>
  ({ lock: 1, engine: '1.0.0', documents: { 'globex/theme@1': { version, from: 'vendor' } } }) as const;

describe('documents that a lock file names (2.4)', () => {
  const versions = (locked: string) =>
    lockedDocuments(documents, lock(locked))
      .find('globex/theme')
      .map(({ text }) => JSON.parse(text).version);

  it('hides other releases of that major, and nothing when the named one is not there', () => {
    expect(versions('1.0.0')).toEqual(['1.0.0', '2.0.0']);
    expect(versions('1.2.0')).toEqual(['1.0.0', '1.4.0', '2.0.0']);
    expect(lockedDocuments(documents, null)).toBe(documents);
  });

  it('gives themes the version that is locked', () => {
    const page = {
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'test/page',
      version: '1.0.0',
      title: 'Test',
      view: { id: 'root', type: 'Text', props: { text: 'Hello' } },
    };
    const child = { ...JSON.parse(theme('1.0.0', '#111111').text), id: 'test/theme', extends: 'globex/theme@^1.0.0' };
    delete child.tokens.sets.own.sources[0].color;
    const sheet = (version: string) => {
      const engine = createEngine({ documents, lock: lock(version) });
      const { program } = engine.compile(JSON.stringify(page));
      return engine.styles(program!, child).css;
    };
    expect([sheet('1.0.0').includes('#111'), sheet('1.0.0').includes('#222')]).toEqual([true, false]);
    expect([sheet('1.4.0').includes('#111'), sheet('1.4.0').includes('#222')]).toEqual([false, true]);
  });
});
