import { describe, expect, it, onTestFinished } from 'vitest';
import { greetingPage } from '../testing/pages.ts';
import { signedRelease, signingPair } from '../testing/signed-release.ts';
import { createCompiler } from './compiler.ts';

const { bundle } = signedRelease(greetingPage(), signingPair());

const compiler = (milliseconds: number) => {
  const made = createCompiler(milliseconds);
  onTestFinished(() => made.close());
  return made;
};

describe('compiler', () => {
  it('compiles beside the main thread what compiles on it', async () => {
    const compiled = await compiler(20_000).compile(bundle);
    expect(compiled).toMatchObject({ ok: true, value: { problems: [], program: { id: 'acme/greeting' } } });
  });

  it('gives up a bundle that takes too long, and takes the next', async () => {
    const { compile } = compiler(1);
    for (const _ of [1, 2])
      expect(await compile(bundle)).toMatchObject({ ok: false, failure: { code: 'release/too-heavy' } });
  });

  it('asks callers to come back when too many wait', async () => {
    const { compile } = compiler(20_000);
    const results = await Promise.all(Array.from({ length: 12 }, () => compile(bundle)));
    const codes = results.map((result) => (result.ok ? 'compiled' : result.failure.code));
    expect(codes.filter((code) => code === 'compiled')).toHaveLength(8);
    expect(codes.filter((code) => code === 'server/busy')).toHaveLength(4);
  });

  it.each([
    ['no JSON', '{'],
    ['100,000 brackets', '['.repeat(100_000)],
    [
      'a cyclic reference',
      greetingPage({
        defs: { nodes: { a: { $ref: '#/defs/nodes/a' } as never } },
        view: { $ref: '#/defs/nodes/a' } as never,
      }),
    ],
    ['nothing', ''],
  ])('finds problems in %s', async (_, text) => {
    const hostile = { ...bundle, documents: [{ id: 'acme/greeting', version: '1.0.0', text }] };
    const compiled = await compiler(20_000).compile(hostile);
    expect(compiled).toMatchObject({
      ok: true,
      value: { problems: expect.arrayContaining([expect.stringMatching(/UI\d{4}/)]) },
    });
  });
});
