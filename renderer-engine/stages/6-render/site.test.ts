import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';

describe('addresses of a page', () => {
  it('are made of any params, however deep they nest (S3)', () => {
    const engine = createEngine();
    const params = { page: { type: 'integer', default: 1 }, tags: { type: 'array', items: { type: 'string' } } };
    const document = {
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'acme/list',
      version: '1.0.0',
      title: 'List',
      route: '/list',
      params,
      view: { id: 'title', type: 'Heading', props: { text: 'List', level: 1 } },
    };
    const { program, diagnostics } = engine.compile(JSON.stringify(document));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const nested = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(engine.addressOf(program!, { page: nested, tags: ['b', 'a'] })).toMatch(/^\/list\?/);
    expect(engine.addressOf(program!, { page: 1, tags: ['b', 'a'] })).toBe('/list?tags=b&tags=a');
  });
});
