import { describe, expect, it, onTestFinished } from 'vitest';
import { greetingPage } from '../testing/pages.ts';
import { signedRelease, signingPair } from '../testing/signed-release.ts';
import { type CompilerOptions, createCompiler } from './compiler.ts';

const { bundle } = signedRelease(greetingPage(), signingPair());

const compiler = (milliseconds: number, more: Partial<CompilerOptions> = {}) => {
  const made = createCompiler({ bundle: milliseconds, stage: 10_000, ...more });
  onTestFinished(() => made.close());
  return made;
};

describe('compiler', { timeout: 120_000 }, () => {
  it('compiles beside the main thread what compiles on it', async () => {
    const compiled = await compiler(100_000).compile(bundle);
    expect(compiled).toMatchObject({ ok: true, value: { problems: [], program: { id: 'acme/greeting' } } });
  });

  it('ends its thread when there is nothing to do, and has one again when there is', async () => {
    const { compile, statistics } = compiler(100_000, { idle: 1 });
    for (const _ of [1, 2]) {
      expect(await compile(bundle)).toMatchObject({ ok: true });
      await expect.poll(() => statistics().threads, { timeout: 60_000 }).toBe(0);
    }
    expect(statistics()).toMatchObject({ compiled: 2, crashed: 0 });
  });

  it('gives up a bundle that takes too long, and takes the next', async () => {
    const { compile } = compiler(1);
    for (const _ of [1, 2])
      expect(await compile(bundle)).toMatchObject({ ok: false, failure: { code: 'release/too-heavy' } });
  });

  it('gives up a stage that never ends, which is named and counted, and takes the next bundle (E11)', async () => {
    const { compile, statistics } = compiler(60_000, {
      stage: 3_000,
      worker: new URL('../testing/spinning-worker.ts', import.meta.url),
    });
    const spinning = greetingPage({ view: { id: 'root', type: 'Spinning' } });
    const [before, hung, after] = await Promise.all([
      compile(bundle),
      compile({ ...bundle, documents: [{ id: 'acme/greeting', version: '1.0.0', text: spinning }] }),
      compile(bundle),
    ]);
    expect([before, after]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(hung).toMatchObject({
      failure: { code: 'release/too-heavy', message: expect.stringContaining('time in the stage "emit"') },
    });
    expect(statistics()).toMatchObject({ compiled: 2, timeouts: { emit: 1 }, crashed: 0, waiting: 0 });
  }, 60_000);

  it('asks callers to come back when too many wait', async () => {
    const { compile, statistics } = compiler(100_000);
    const results = await Promise.all(Array.from({ length: 12 }, () => compile(bundle)));
    const codes = results.map((result) => (result.ok ? 'compiled' : result.failure.code));
    expect(codes.filter((code) => code === 'compiled')).toHaveLength(8);
    expect(codes.filter((code) => code === 'server/busy')).toHaveLength(4);
    expect(statistics()).toMatchObject({ compiled: 8, refused: 4, waiting: 0 });
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
    const compiled = await compiler(100_000).compile(hostile);
    expect(compiled).toMatchObject({
      ok: true,
      value: { problems: expect.arrayContaining([expect.stringMatching(/UI\d{4}/)]) },
    });
  });
});
