import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { largePage } from '../samples/large-page.ts';
import { runStages, stagesOf } from './stage.ts';
import { StageError } from './stage-error.ts';
import type { StageMarks } from './stage-marks.ts';
import { newStageStore } from './stage-statistics.ts';

interface Made {
  readonly parse: { readonly diagnostics: []; readonly words: readonly string[] };
  readonly resolve: { readonly diagnostics: []; readonly count: number };
  readonly style: { readonly diagnostics: [] };
}
const stage = stagesOf<Made, string>();

describe('stages (E11)', () => {
  it('see what they need and nothing else, and end the way of those that need them', () => {
    const flow = [
      stage('parse', [], (_, text) => ({ diagnostics: [], words: text.split(' ') })),
      stage('resolve', ['parse'], ({ parse }) =>
        parse.words.length > 1 ? { diagnostics: [], count: parse.words.length } : null,
      ),
      stage('style', ['resolve'], () => ({ diagnostics: [] })),
    ];
    const monitor = { clock: () => 0 };
    expect(runStages(flow, 'a b', monitor).made).toMatchObject({ resolve: { count: 2 }, style: {} });
    const ended = runStages(flow, 'a', monitor);
    expect(Object.keys(ended.made)).toEqual(['parse']);
    expect(ended.stages.map(({ name }) => name)).toEqual(['parse', 'resolve']);
  });

  it('that throw are named, counted, and left', () => {
    const heard: string[] = [];
    const marks: StageMarks = { enter: (name) => void heard.push(name), leave: () => void heard.push('.') };
    const broken = stage('parse', [], () => {
      throw new TypeError('a mistake of ours');
    });
    const store = newStageStore([{ name: 'parse', needs: [] }]);
    const run = () => runStages([broken], '', { clock: () => 0, marks, store });
    expect(run).toThrow(StageError);
    expect(run).toThrow('The stage "parse" failed: a mistake of ours');
    expect(heard).toEqual(['parse', '.', 'parse', '.']);
    expect(store.statistics()[0]).toMatchObject({ failures: 2, runs: 0 });
  });

  it('count errors and warnings apart', () => {
    const severities = ['error', 'warning', 'warning', 'info'] as const;
    const told = severities.map((severity) => ({ severity }) as Diagnostic);
    const store = newStageStore([{ name: 'validate', needs: [] }]);
    store.ran('validate', 2, told);
    store.ran('validate', 1, told.slice(0, 1));
    expect(store.statistics()).toMatchObject([{ runs: 2, errors: 2, warnings: 2, total: 3, longest: 2, last: 1 }]);
    const engine = createEngine();
    const image = { id: 'root', type: 'Text', props: { text: 'Hi', color: 'red' }, if: '${nothing}' };
    engine.compile(JSON.stringify({ ...(largePage(3) as object), view: image }));
    const validate = engine.statistics().pipeline.find(({ name }) => name === 'validate');
    expect(validate?.errors).toBeGreaterThan(0);
  });

  it('of an engine are counted with their times and what they found, in their order', () => {
    let now = 0;
    const engine = createEngine({ clock: () => (now += 1) });
    const { program } = engine.compile(largePage(10));
    engine.compile('{ "kind": ');
    engine.render(program!, { data: { shop: { name: 'Acme', open: 1 } } });
    engine.styles(program!);
    const { pipeline } = engine.statistics();
    expect(pipeline.map(({ name, needs, runs }) => [name, needs, runs])).toEqual([
      ['parse', [], 2],
      ['resolve', ['parse'], 1],
      ['validate', ['resolve'], 1],
      ['optimize', ['validate'], 1],
      ['emit', ['optimize'], 1],
      ['render', ['emit'], 1],
      ['style', ['emit'], 1],
    ]);
    expect(pipeline[0]!.errors).toBeGreaterThan(0);
    for (const { total, mean, longest, last } of pipeline) {
      expect(total).toBeGreaterThan(0);
      expect(longest).toBeGreaterThanOrEqual(mean);
      expect(last).toBeGreaterThan(0);
    }
  });
});
