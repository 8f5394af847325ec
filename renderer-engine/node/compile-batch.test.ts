import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { createBatch } from '../pipeline/batch.ts';
import { largePage } from '../samples/large-page.ts';
import { nodeClock } from './clock.ts';
import { compileBatch } from './compile-batch.ts';
import type { CompileAnswer, CompileRequest } from './compile-task.ts';
import { nodeEnvironment } from './environment.ts';
import { type ThreadPoolOptions, threadPool } from './thread-pool.ts';

const page = (type: string): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/moody',
    version: '1.0.0',
    title: 'Moody',
    view: { id: 'root', type },
  });
const fine = page('Stack');

/** Real threads over an engine with components that misbehave. */
function moody(options: Partial<ThreadPoolOptions> = {}) {
  const threads = threadPool<CompileRequest, CompileAnswer>({
    worker: new URL('./moody-worker.testing.ts', import.meta.url),
    count: 1,
    ...options,
  });
  const batch = createBatch({ threads, clock: nodeClock });
  onTestFinished(() => batch.close());
  const compile = (text: string, signal?: AbortSignal) =>
    batch.submit({ id: text.slice(-30), request: { text }, ...(signal && { signal }) });
  return { batch, compile };
}

describe('many documents on threads (E16)', { timeout: 60_000 }, () => {
  it('gives the same programs and pages as one engine, in order', async () => {
    const batch = compileBatch({ count: 2 });
    onTestFinished(() => batch.close());
    const input = { data: { shop: { name: 'Acme', open: 2 } } };
    const texts = Array.from({ length: 30 }, (_, at) => JSON.stringify({ ...largePage(10 + at), title: `Page ${at}` }));
    const engine = createEngine({ cache: false, environment: nodeEnvironment() });
    let at = 0;
    for await (const { id, answer, failure } of batch.all(
      texts.map((text, index) => ({ id: `${index}`, request: { text, input } })),
    )) {
      const { program, diagnostics } = engine.compile(texts[at]!);
      expect(failure).toBe(null);
      expect(answer).toMatchObject({ hash: program!.hash, diagnostics, html: engine.render(program!, input).html });
      expect(JSON.parse(answer!.program!)).toEqual(JSON.parse(JSON.stringify(program)));
      expect(id).toBe(`${at++}`);
    }
    expect(at).toBe(30);
    expect(batch.statistics()).toMatchObject({ threads: 2, done: 30, queued: 0, running: 0 });
  });

  it('loses only the document whose thread crashes, by itself or for want of memory', async () => {
    const { compile } = moody({ megabytes: 64 });
    const results = await Promise.all([fine, page('Leaving'), fine, page('Heavy'), fine].map((text) => compile(text)));
    expect(results.map(({ failure }) => failure?.code ?? 'fine')).toEqual([
      'fine',
      'batch/crashed',
      'fine',
      'batch/crashed',
      'fine',
    ]);
    expect(results[3]!.failure!.message).toContain('more memory');
  });

  it('ends a document that never comes to an end, when it is called off', async () => {
    const { compile, batch } = moody();
    await compile(fine);
    const controller = new AbortController();
    const spinning = compile(page('Spinning'), controller.signal);
    expect(batch.statistics().running).toBe(1);
    controller.abort();
    expect((await spinning).failure?.code).toBe('batch/canceled');
    expect((await compile(fine)).answer?.hash).toMatch(/^sha256-/);
  });

  it('tells a mistake of ours as the failure of that item', async () => {
    const { batch, compile } = moody();
    const broken = await batch.submit({ id: 'broken', request: null as never });
    expect(broken.failure).toMatchObject({ code: 'batch/threw', message: expect.stringContaining('null') });
    expect((await compile(fine)).failure).toBe(null);
  });

  it('answers, and does not wait forever, when its threads cannot even start', async () => {
    const batch = compileBatch({ place: '/nowhere/at/all', count: 1 });
    onTestFinished(() => batch.close());
    for (const id of ['first', 'second']) {
      const { failure } = await batch.submit({ id, request: { text: fine } });
      expect(failure).toMatchObject({ message: expect.stringContaining('/nowhere/at/all is gone') });
    }
  });
});

describe('a stage that never ends (E11)', { timeout: 60_000 }, () => {
  it('is stopped with its thread, named and counted', async () => {
    const { compile, batch } = moody({ stageTimeout: 1_500 });
    const [before, spinning, after] = await Promise.all([fine, page('Spinning'), fine].map((text) => compile(text)));
    expect(before!.failure).toBe(null);
    expect(spinning!.failure).toEqual({
      code: 'batch/timeout',
      stage: 'emit',
      message: expect.stringContaining('The stage "emit" did not end within 1.5 s'),
    });
    expect(after!.failure).toBe(null);
    expect(batch.statistics()).toMatchObject({ timeouts: { emit: 1 }, failed: { 'batch/timeout': 1 }, done: 2 });
  });
});
