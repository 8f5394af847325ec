import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { validatorFor } from '../document/schema-validator.ts';
import { type MemoryReport, type MemoryWatchOptions, watchMemory } from '../memory/memory-watch.ts';
import { largePage } from '../samples/large-page.ts';
import { nodeMemory } from './memory-figures.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Memory outside of the heap is given back, and collections are told, a turn later. */
const collected = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const used = (): number => {
  collect();
  const { heapUsed, external } = nodeMemory();
  return heapUsed + external;
};

/** Real memory of this process against a limit of so many bytes; samples are taken when the test says so. */
function watched(limit: number, more: Partial<MemoryWatchOptions> = {}) {
  const alerts: MemoryReport[] = [];
  const relief: (number | 'idle')[] = [];
  const waiting: { readonly milliseconds: number; readonly run: () => void }[] = [];
  const watch = watchMemory({
    figures: () => {
      collect();
      return nodeMemory();
    },
    timers: (milliseconds, run) => {
      waiting.push({ milliseconds, run });
      return () => void waiting.pop();
    },
    now: () => 1_000,
    limit,
    shrinkCaches: (share) => void relief.push(share),
    dropIdle: () => void relief.push('idle'),
    onAlert: (report) => void alerts.push(report),
    ...more,
  });
  onTestFinished(() => watch.stop());
  return { watch, alerts, relief, waiting };
}

const formPage = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/form',
  version: '1.0.0',
  title: 'Form',
  forms: {
    order: {
      schema: { type: 'object', properties: { left: { type: 'integer' } } },
      rules: [{ id: 'most', assert: '${form.value.left < 3}', at: '/left', message: 'Too many.' }],
    },
  },
  view: { id: 'root', type: 'Stack', children: [] },
});

/** So many bytes that are really there. */
const bytes = (count: number): Buffer => Buffer.alloc(Math.max(1, Math.ceil(count)), 1);

describe('memory is watched (E17)', { timeout: 60_000 }, () => {
  it('is looked at every 30 s against 2 GB, until it is told to stop', () => {
    const { watch, waiting } = watched(2 * 2 ** 30);
    expect(watch.report()).toMatchObject({ state: 'normal', limit: 2 * 2 ** 30, leak: false, samples: 1, at: 1_000 });
    expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([30_000]);
    waiting.shift()!.run();
    expect(watch.report().samples).toBe(2);
    expect(waiting).toHaveLength(1);
    watch.stop();
    expect(waiting).toHaveLength(0);
  });

  it('warns at 70 % and caches shrink; at 85 % half of them and all idle memory goes; and it falls back', async () => {
    await collected();
    const limit = used() * 4;
    const { watch, alerts, relief } = watched(limit);
    expect(watch.look().state).toBe('normal');
    let held: Buffer | null = bytes(limit * 0.76 - used());
    expect(watch.look().state).toBe('warning');
    expect(relief).toEqual([0.75]);
    let more: Buffer | null = bytes(limit * 0.92 - used());
    expect(watch.look().state).toBe('critical');
    expect(relief).toEqual([0.75, 0.5, 'idle']);
    expect(held.length + more.length).toBeGreaterThan(0);
    held = null;
    more = null;
    await collected();
    expect(watch.look()).toMatchObject({ state: 'normal', warnings: 1, criticals: 1, relieved: 2 });
    expect(alerts.map(({ state }) => state)).toEqual(['warning', 'critical', 'normal']);
  });

  it('is a warning from exactly 70 % of the limit on, and critical from 85 %', () => {
    const figures = { heapReserved: 0, resident: 0, collections: 0, lastCollection: null };
    let share = 0;
    const { watch } = watched(1_000_000, {
      figures: () => ({ ...figures, heapUsed: share * 400_000, external: share * 600_000 }),
    });
    const stateAt = (wanted: number) => {
      share = wanted;
      return watch.look().state;
    };
    expect([0.6999, 0.7, 0.8499, 0.85, 2].map(stateAt)).toEqual([
      'normal',
      'warning',
      'warning',
      'critical',
      'critical',
    ]);
    expect(watch.report()).toMatchObject({ warnings: 1, criticals: 1, relieved: 4 });
  });

  it('at 85 % takes half of every cache an engine really fills, and all that is idle', async () => {
    const engine = createEngine();
    const texts = [1, 2, 3, 4].map((at) => JSON.stringify({ ...largePage(20), title: `Page ${at}` }));
    const input = { data: { shop: { name: 'Acme', open: 2 } } };
    for (const text of texts) {
      const program = engine.compile(text).program!;
      engine.render(program, input);
      engine.styles(program);
      engine.styles(program, 'core/no-such-theme');
    }
    const form = engine.compile(formPage).program!;
    for (const left of [1, 2, 3]) await engine.validate(form, 'order', { left });
    const before = engine.statistics();
    expect(before).toMatchObject({
      programs: { entries: 5 },
      resolution: { entries: 5 },
      themes: { entries: 2 },
      sheets: { entries: 8 },
      buffers: { idle: 1 },
    });
    const outcomes = before.validation.cache.entries;
    expect(outcomes).toBeGreaterThan(2);
    const { watch } = watched(used() * 1.05, { shrinkCaches: engine.shrinkCaches, dropIdle: engine.dropIdle });
    expect(watch.report().state).toBe('critical');
    expect(engine.statistics()).toMatchObject({
      programs: { entries: 2, evicted: 3 },
      resolution: { entries: 2, evicted: 3 },
      themes: { entries: 1, evicted: 1 },
      sheets: { entries: 4, evicted: 4 },
      validation: { cache: { entries: Math.floor(outcomes / 2) } },
      buffers: { idle: 0, destroyed: 1 },
    });
    expect(engine.compile(texts[3]!).program).toEqual(createEngine().compile(texts[3]!).program);
  });

  it('gives up compiled JSON Schemas as well, which all engines share', () => {
    const validator = () => validatorFor({ type: 'object', properties: { left: { type: 'integer', minimum: 4_242 } } });
    const before = validator();
    expect(validator()).toBe(before);
    createEngine().shrinkCaches(0);
    expect(validator()).not.toBe(before);
  });

  it('tells a leak: growth from sample to sample that no collection gives back', async () => {
    await collected();
    const limit = used() * 8;
    const { watch, alerts } = watched(limit);
    const held: Buffer[] = [];
    const states: boolean[] = [];
    for (let round = 0; round < 7; round++) {
      held.push(bytes(limit * 0.02));
      await collected();
      states.push(watch.look().leak);
    }
    expect(states.slice(0, 3)).toEqual([false, false, false]);
    expect(states.at(-1)).toBe(true);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ leak: true, leaks: 1, state: 'normal' });
    held.length = 0;
    await collected();
    expect(watch.look()).toMatchObject({ leak: false, leaks: 1 });
  });

  it.each([
    ['six higher samples, with collections between them', [10, 11, 12, 13, 14, 15], [1, 2, 3, 4, 5, 6], true],
    ['no more than a fall between them', [11, 12, 13, 14, 10, 15], [1, 2, 3, 4, 5, 6], false],
    ['no collection that could have given it back', [10, 11, 12, 13, 14, 15], [3, 3, 3, 3, 3, 3], false],
    ['only five of them', [10, 11, 12, 13, 14], [1, 2, 3, 4, 5], false],
    ['two hundredths of the limit in all', [10, 10.1, 10.2, 10.3, 10.4, 12], [1, 2, 3, 4, 5, 6], false],
  ])('tells a leak, or none, after %s', (_, used, collections, isLeak) => {
    let at = 0;
    const rest = { external: 0, heapReserved: 0, resident: 0, lastCollection: null };
    const { watch } = watched(100, {
      figures: () => ({ ...rest, heapUsed: used[at]!, collections: collections[at]! }),
    });
    for (at = 1; at < used.length; at++) watch.look();
    expect(watch.report()).toMatchObject({ leak: isLeak, leaks: isLeak ? 1 : 0, samples: used.length });
  });

  it('reports heap, resident and outer memory, and collections', async () => {
    const before = nodeMemory();
    await collected();
    const after = nodeMemory();
    expect(after.collections).toBeGreaterThan(before.collections);
    expect(after.lastCollection).toBeGreaterThan(before.lastCollection ?? 0);
    expect(after.lastCollection).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
    for (const figure of [after.heapUsed, after.heapReserved, after.resident, after.external])
      expect(figure).toBeGreaterThan(0);
    expect(after.heapReserved).toBeGreaterThanOrEqual(after.heapUsed);
  });
});
