import { fail, ok, type Reply, type Request, type Result } from '#contract';
import { canonical, coreVersion, hashJson } from '#engine';
import { nodeEnvironment } from '#engine/node';
import {
  findBrowser,
  fingerprintOf,
  isBrowserName,
  planCases,
  type Surroundings,
  surroundingsOf,
  type VisualCase,
} from '#visual';
import type { LinkedPage, Sealed } from '../engine/jobs.ts';
import { problemSentence } from '../engine/problems.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';
import { isVisited, mostLinks, shotOf } from './shot-page.ts';

/** What a run is about, before anything is shot. */
export interface Prepared {
  readonly sealed: Sealed;
  readonly cases: readonly VisualCase[];
  /** Pages that steps may lead to; none when no case has any. */
  readonly linked: readonly LinkedPage[];
  /** By browser name. */
  readonly surroundings: ReadonlyMap<string, Surroundings>;
  /** Equal for runs that are to shoot the same, with the same. */
  readonly planHash: string;
}

type Unprepared = Extract<Reply<'visual.run'>, { ok: false }>['failure'];

/** Seals the text, plans its cases and looks which browsers there are. */
export async function prepareRun(
  engine: ProjectEngine,
  { path, text, viewports, browsers, all }: Request<'visual.run'>,
): Promise<Result<Prepared, Unprepared>> {
  const sealing = await engine.ask('seal', { path, text });
  if (!sealing.ok) return sealing;
  const { sealed, compiled } = sealing.value;
  if (!sealed) return fail('visual/has-problems', `Nothing was shot. ${problemSentence(compiled.diagnostics)}`);
  const plan = await engine.ask('plan', { sealed });
  if (!plan.ok) return plan;
  const { tests, examples, settings } = plan.value;
  const cases = planCases({
    documentId: sealed.bundle.root,
    tests,
    examples,
    settings,
    defaults: {
      viewports: ['mobile', 'desktop'],
      browsers: ['chromium'],
      theme: settings.theme ?? 'core/theme',
      locale: settings.locales?.default ?? 'en',
    },
    only: { ...(viewports && { viewports }), ...(browsers && { browsers }) },
  });
  const wanted = [...new Set(cases.map(({ browser }) => browser))].filter(isBrowserName);
  const found = await Promise.all(wanted.map((name) => findBrowser(name)));
  // Where one of several is missing its cases say so; where there is none at all nothing can be shot.
  const [first] = found;
  if (first && !found.some((browser) => browser.found)) {
    return fail('browser/missing', first.advice ?? `There is no ${first.name} here.`);
  }
  const surroundings = await surroundingsOf(found);
  const most = Math.max(0, ...cases.map(mostLinks));
  const linking = most > 0 ? await engine.ask('seal-linked', { sealed, most }) : ok([]);
  if (!linking.ok) return linking;
  const linked = linking.value;
  const planHash = hashJson({
    content: sealed.hash,
    program: sealed.programHash,
    engine: coreVersion,
    environment: canonical(nodeEnvironment()),
    cases: JSON.stringify(cases),
    linked: linked.map((page) => page.sealed.hash),
    surroundings: JSON.stringify([...surroundings]),
    all: all === true,
  });
  return { ok: true, value: { sealed, cases, linked, surroundings, planHash } };
}

/** Cases whose pages are hashed in one go; previews wait meanwhile. */
const batch = 50;

/**
 * Fingerprints of cases by key. `known` are those of an earlier run that was to shoot the same: what it depends on did
 * not change, so its pages are not rendered again. The others are rendered in batches, each page once.
 */
export async function fingerprintsOf(
  engine: ProjectEngine,
  { sealed, cases, linked, surroundings }: Prepared,
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const unknown = cases.filter(({ key, browser }) => !known.has(key) && surroundings.has(browser));
  const shots = new Map(unknown.map((visualCase) => [JSON.stringify(shotOf(visualCase)), shotOf(visualCase)]));
  const pages = new Map<string, string | null>();
  for (const part of chunks([...shots], batch)) {
    const hashed = await engine.ask('hash-sealed', { sealed, shots: part.map(([, shot]) => shot) });
    // A page that stops the engine says so when it is shot.
    for (const [index, [name]] of part.entries()) pages.set(name, hashed.ok ? (hashed.value[index] ?? null) : null);
  }
  const found = unknown.flatMap((visualCase) => {
    const own = pages.get(JSON.stringify(shotOf(visualCase)));
    const around = surroundings.get(visualCase.browser);
    // Steps may lead anywhere the page links to.
    const page = own && isVisited(visualCase) ? [own, ...linked.map((one) => one.sealed.hash)].join(' ') : own;
    return page && around ? [[visualCase.key, fingerprintOf(page, visualCase, around)] as const] : [];
  });
  return new Map([...known, ...found]);
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
