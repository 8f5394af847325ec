import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const page = (more: object) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/bomb',
    version: '1.0.0',
    title: 'Bomb',
    view: { id: 'root', type: 'Text', props: { text: 'a' } },
    ...more,
  });
const text = (words: string) => ({ view: { id: 'root', type: 'Text', props: { text: words } } });
const doubling = (make: (next: string) => object) =>
  Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`T${at}`, make(`#/defs/types/T${at + 1}`)]));
const end = { T60: { type: 'object' } };
const inForm = (types: object) => ({
  defs: { types },
  forms: { own: { schema: { $ref: '#/defs/types/T0' } } },
});

/** Documents that are small or plain, and would be endless to whoever does what they say. */
const bombs: Readonly<Record<string, () => string>> = {
  'brackets 100,000 deep': () => '['.repeat(100_000) + ']'.repeat(100_000),
  'objects 100,000 deep': () => '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
  'nodes nested 1,000 deep': () =>
    page({}).replace(
      /"view":\{.*\}\}/,
      `"view":${'{"id":"a","type":"Box","children":['.repeat(1_000)}${']}'.repeat(1_000)}`,
    ),
  'a chain of 60 doubling references': () =>
    page(
      inForm({
        ...doubling((next) => ({ type: 'object', properties: { a: { $ref: next }, b: { $ref: next } } })),
        ...end,
      }),
    ),
  'a chain of 60 doubling allOf': () =>
    page(inForm({ ...doubling((next) => ({ allOf: [{ $ref: next }, { $ref: next }] })), ...end })),
  'an expression nested 1,000 deep': () => page(text(`\${${'('.repeat(1_000)}1${')'.repeat(1_000)}}`)),
  'a text of 900,000 letters': () => page(text('x'.repeat(900_000))),
  'a pattern of repeated repetitions': () =>
    page({
      forms: {
        own: {
          schema: { type: 'object', properties: { a: { type: 'string', pattern: '((a{1,1000}){1,1000}){1,1000}' } } },
        },
      },
    }),
  'a message that declares itself again and again': () => page({ messages: { en: { a: '{'.repeat(30_000) } } }),
};

const engine = new URL('../create-engine.ts', import.meta.url).href;
const code = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.engine).then(({ createEngine }) => {
  const engine = createEngine({ cache: false });
  engine.compile('{}');
  const started = process.cpuUsage();
  const { diagnostics } = engine.compile(workerData.text);
  const { user, system } = process.cpuUsage(started);
  parentPort.postMessage({ milliseconds: (user + system) / 1000, found: diagnostics.map(({ code, message, pointer, range }) => ({ code, message, pointer, range })) });
});`;

interface Answer {
  readonly milliseconds: number;
  readonly found: readonly { readonly code: string; readonly message: string; readonly pointer: string }[];
}

const compileAlone = (document: string): Promise<Answer> =>
  new Promise((answered, failed) => {
    const worker = new Worker(code, {
      eval: true,
      workerData: { engine, text: document },
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    });
    worker.once('message', (answer: Answer) => {
      answered(answer);
      void worker.terminate();
    });
    worker.once('error', failed);
  });

describe('bombs end with a diagnostic, in 64 MB and within a second (E2)', { timeout: 60_000 }, () => {
  it.each(Object.entries(bombs))('%s', async (_, make) => {
    const { milliseconds, found } = await compileAlone(make());
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.code).toMatch(/^UI\d{4}$/);
    // All threads of this process count into the time, so this is more than the compilation took.
    expect(milliseconds).toBeLessThan(1_000);
  });
});
