import { hashText } from '#engine';
import { findBrowser, fingerprintOf, planCases, runCases, surroundingsOf } from '../index.ts';
import type { Baseline, PastPass } from '../types/baseline.ts';
import type { VisualCase } from '../types/case.ts';
import type { Outcome, RunOptions, RunPorts } from '../types/run.ts';
import { benchPages, shotOf } from './pages.ts';

/** So many cases, each a page of the benchmark with its number on it. */
export const benchCases = (count: number): readonly VisualCase[] =>
  planCases({
    documentId: 'bench/page',
    tests: { fixtures: Object.fromEntries(Array.from({ length: count }, (_, at) => [`case-${at}`, {}])) },
    examples: [],
    settings: {},
    defaults: { viewports: ['800x600'], browsers: ['chromium'], theme: 'core/theme', locale: 'en-US' },
  });

/** The page of a case. */
export function pageOf({ fixture }: Pick<VisualCase, 'fixture'>) {
  const number = Number(fixture.split('-')[1]);
  const page = benchPages[number % benchPages.length]!;
  return shotOf({ ...page, body: `<p data-ui-node="number">Page ${number}</p>${page.body}` });
}

/** Of all a picture follows from: pages are rendered for it, and the browser is asked for its build. */
export async function fingerprintsFor(cases: readonly VisualCase[]): Promise<ReadonlyMap<string, string>> {
  const surroundings = await surroundingsOf([await findBrowser('chromium')]);
  return new Map(
    cases.map((visualCase) => {
      const { html, css } = pageOf(visualCase);
      return [visualCase.key, fingerprintOf(hashText(html + css), visualCase, surroundings.get('chromium')!)];
    }),
  );
}

/** A project with its pictures and baselines in memory. */
export interface BenchProject {
  readonly ports: RunPorts;
  accept(outcomes: readonly Outcome[]): void;
}

export function benchProject(): BenchProject {
  const pictures = new Map<string, Uint8Array>();
  const baselines = new Map<string, Baseline>();
  const passes = new Map<string, PastPass>();
  const ports: RunPorts = {
    render: async (visualCase) => pageOf(visualCase),
    baselines: {
      find: async (key) => baselines.get(key) ?? null,
      async passed(key, fingerprint) {
        const pass = passes.get(key);
        return pass?.fingerprint === fingerprint ? pass : null;
      },
    },
    pictures: {
      async put(bytes) {
        const hash = hashText(Buffer.from(bytes).toString('latin1'));
        pictures.set(hash, bytes);
        return hash;
      },
      get: async (hash) => pictures.get(hash) ?? null,
    },
    now: () => new Date(),
  };
  const accept = (outcomes: readonly Outcome[]) => {
    for (const outcome of outcomes) {
      const { case: of, shot, shapes, aria, findings, conditions } = outcome;
      if (!shot || !conditions) throw new Error(`A case of the benchmark has no picture: ${of.key}`);
      const known = { contentHash: null, html: null, carriedFrom: null, accepted: true };
      baselines.set(of.key, { ...known, picture: shot, shapes, aria, findings, conditions });
      passes.set(of.key, { ...outcome, baseline: shot, at: outcome.startedAt });
    }
  };
  return { ports, accept };
}

/** Runs them all; throws when one does not end as it must. */
export async function runAll(
  cases: readonly VisualCase[],
  ports: RunPorts,
  verdict: Outcome['verdict'],
  options: RunOptions = {},
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of runCases(cases, ports, { all: true, concurrency: 2, patience: 30_000, ...options })) {
    if (outcome.verdict !== verdict) throw new Error(`${outcome.case.key} ${outcome.verdict}: ${outcome.message}`);
    outcomes.push(outcome);
  }
  return outcomes;
}
