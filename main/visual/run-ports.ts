import { type Baseline, type PastPass, type RunPorts, readLooked, type ShotPage, type VisualCase } from '#visual';
import type { ProjectEngine } from '../engine/project-engine.ts';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { type RunContent, runsIn } from '../store/runs.ts';
import { storeFailure } from '../store/store-failure.ts';
import { readBundle } from '../versions/bundle-store.ts';
import { sealedVersion } from '../versions/sealed-version.ts';
import { readLinked } from './linked-pages.ts';
import type { Prepared } from './prepare-run.ts';
import { shotPage } from './shot-page.ts';

/** A document and the pages that steps may lead to from there. */
type Visitable = Pick<Prepared, 'sealed' | 'linked'>;

/** What a run needs of a project: pages from its engine, pictures and baselines from its database. */
export function runPorts(
  store: Store,
  engine: ProjectEngine,
  { sealed, linked }: Visitable,
  run: string,
  now: () => Date,
): RunPorts {
  const { database } = store;
  const baselines = baselinesIn(database);
  const runs = runsIn(database);
  const blobs = blobsIn(database);
  /** The last one that was read: most cases have the same. */
  let approved: { readonly name: string; readonly content: Visitable | null } | null = null;

  /** What an approved picture was made of: the texts of its run, or of a version. */
  function approvedOf(key: string, { contentHash: hash, conditions }: Baseline): Visitable | null {
    if (hash === null) return null;
    const run = runs.contentOf(hash, baselines.find(key, conditions)?.run);
    const name = `${hash} ${run?.linked}`;
    if (approved?.name !== name) approved = { name, content: read(hash, run) };
    return approved.content;
  }

  function read(hash: string, run: RunContent | null): Visitable | null {
    const kept =
      run?.manifest && run.programHash
        ? { bundle: readBundle(blobs, run.manifest, hash), hash, programHash: run.programHash }
        : sealedVersion(store, hash);
    // Where the pages around it were not kept, those of today stand in.
    return kept && { sealed: kept, linked: run?.linked ? readLinked(blobs, run.linked) : linked };
  }

  function passed(key: string, fingerprint: string): PastPass | null {
    const baseline = baselines.passedBy(key, fingerprint);
    const stored = baseline?.pass && runs.findCase(baseline.pass.run, key);
    if (!baseline || !stored) return null;
    const { picture, shapes, aria, findings, html, carriedFrom } = baseline;
    const { result } = stored;
    const common = {
      fingerprint,
      carriedFrom,
      recheck: carriedFrom !== null,
      conditions: stored.conditions,
      refused: [],
    };
    const { startedAt: at, totalPixels } = result;
    // A picture that a person accepted became the baseline, and differs from it no more.
    const same = {
      changedPixels: 0,
      allowedPixels: 0,
      difference: null,
      clusters: [],
      density: 0,
      changes: [],
      newFindings: [],
      heardDifferently: false,
    };
    const itself = {
      ...common,
      ...same,
      at,
      totalPixels,
      baseline: picture,
      shot: picture,
      shapes,
      aria,
      findings,
      html,
      baselineShapes: shapes,
      baselineAria: aria,
      baselineHtml: html,
      broken: [],
    };
    if (result.verdict !== 'passed') return itself;
    const { difference, clusters, density, changes, changedPixels, allowedPixels, shot } = result;
    const figures = { difference, clusters, density, changes, changedPixels, allowedPixels, shot };
    return {
      ...itself,
      ...figures,
      shapes: result.shapes,
      aria: result.aria,
      findings: result.findings,
      html: result.html,
    };
  }

  /** What axe is to go by, and what it found of the approved page: a page that is equal is not looked at again. */
  const looking = ({ key, accessibility }: VisualCase): ShotPage['accessibility'] => {
    const found = accessibility && baselines.find(key)?.findings;
    return accessibility && { standard: accessibility.standard, known: found ? readLooked(textOf(found)) : null };
  };
  const textOf = (hash: string): string | null => {
    try {
      return blobs.get(hash)?.toString('utf8') ?? null;
    } catch {
      return null;
    }
  };

  return {
    render: async (visualCase) => {
      const accessibility = looking(visualCase);
      return { ...(await shotPage(engine, sealed, visualCase, linked)), ...(accessibility && { accessibility }) };
    },
    renderApproved: async (visualCase, baseline) => {
      const content = approvedOf(visualCase.key, baseline);
      const accessibility = looking(visualCase);
      const page = content && (await shotPage(engine, content.sealed, visualCase, content.linked));
      return page && { ...page, ...(accessibility && { accessibility }) };
    },
    baselines: {
      find: async (key, build) => baselines.nearest(key, build ?? { browser: '', platform: '' }),
      passed: async (key, fingerprint) => passed(key, fingerprint),
      carry: async (key, baseline) => inWords(() => baselines.put(key, { ...baseline, run, pass: null })),
    },
    pictures: {
      put: async (png) => inWords(() => blobs.put(png)),
      get: async (hash) => blobs.get(hash),
    },
    now,
  };
}

/** What the disk refuses, as a sentence for the case it happens to. */
function inWords<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw new Error(storeFailure(error)?.message ?? String(error), { cause: error });
  }
}
