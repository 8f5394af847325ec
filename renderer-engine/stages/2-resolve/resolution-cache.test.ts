import { expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';

const library = (note: string) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/library.json',
    kind: 'library',
    id: 'acme/types',
    version: '1.0.0',
    title: note,
    defs: { types: { Text: { type: 'string', default: note } } },
  });
const page = (title: string) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/orders',
    version: '1.0.0',
    title,
    uses: { types: 'acme/types@^1.0.0' },
    params: { q: { $ref: 'types#/defs/types/Text' } },
    view: { id: 'root', type: 'Text', props: { text: '${params.q}' } },
  });

function setUp() {
  const time = { now: 0 };
  const stored = { text: library('a') };
  const engine = createEngine({
    documents: { find: (id) => (id === 'acme/types' ? [{ ...stored }] : []) },
    clock: () => time.now,
  });
  return { time, stored, engine, counts: () => engine.statistics().resolution };
}

it('resolves a text once, whatever is made of it afterwards, and counts (E3)', () => {
  const { engine, counts } = setUp();
  engine.compile(page('A'));
  expect(counts()).toMatchObject({ hits: 0, misses: 1, expired: 0, evicted: 0, entries: 1 });
  const traced = engine.compile(page('A'), { trace: true });
  expect(traced.program).not.toBeNull();
  expect(counts()).toMatchObject({ hits: 1, misses: 1 });
});

it('forgets after an hour (E3)', () => {
  const { engine, time, counts } = setUp();
  engine.compile(page('A'));
  time.now = 60 * 60 * 1_000 - 1;
  engine.compile(page('A'), { trace: true });
  expect(counts()).toMatchObject({ hits: 1, expired: 0 });
  time.now++;
  engine.compile(page('A'), { optimize: { fold: false } });
  expect(counts()).toMatchObject({ hits: 1, misses: 2, expired: 1 });
});

it('never shows what a used document said before it changed (E3)', () => {
  const { engine, stored, counts } = setUp();
  const text = () => engine.render(engine.compile(page('A'), { trace: true }).program!).html;
  expect(text()).toContain('>a<');
  stored.text = library('b');
  expect(text()).toContain('>b<');
  expect(counts()).toMatchObject({ hits: 0, misses: 2 });
});

it('keeps as many as it may, and counts what gives way (E3)', () => {
  const { engine, counts } = setUp();
  for (let at = 0; at < 70; at++) engine.compile(page(`Page ${at}`));
  expect(counts()).toMatchObject({ entries: 64, evicted: 6, misses: 70 });
});

it('is off where compilations are measured (E3)', () => {
  const engine = createEngine({ cache: false });
  engine.compile(page('A'));
  engine.compile(page('A'));
  expect(engine.statistics().resolution).toMatchObject({ hits: 0, misses: 0 });
});
