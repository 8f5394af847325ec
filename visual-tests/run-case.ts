import type { KeptBrowser } from './browsers/kept.ts';
import { shootKept } from './capture/shoot-page.ts';
import { comparePictures } from './diff/compare.ts';
import { allowedPixels, explainConditions, explainDifference, explainRefused } from './judge.ts';
import type { Baseline, Comparison, Outcome, RunOptions, RunPorts, Shot, ShotPage, VisualCase } from './types.ts';

type Still = Extract<Shot, { kind: 'still' }>;
/** An outcome without what every one has: case and time. */
type Finding = Omit<Outcome, 'case' | 'startedAt' | 'milliseconds'>;

/** Renders, shoots and judges one case. World failures are outcomes; only a cancelled run makes the result moot. */
export async function runCase(
  visualCase: VisualCase,
  ports: RunPorts,
  browser: KeptBrowser,
  options: RunOptions,
): Promise<Outcome> {
  const start = ports.now();
  const finding = await find(visualCase, ports, browser, options).catch((problem: unknown) =>
    nothing('error', `The case could not be run: ${sentenceOf(problem)}`),
  );
  const message = withRefused(finding);
  const milliseconds = Math.max(0, ports.now().getTime() - start.getTime());
  return { case: visualCase, ...finding, message, startedAt: start.toISOString(), milliseconds };
}

async function find(
  visualCase: VisualCase,
  ports: RunPorts,
  browser: KeptBrowser,
  options: RunOptions,
): Promise<Finding> {
  if (visualCase.unmet.length > 0) {
    return nothing('error', `Not run, because it asks for what cannot be done yet: ${visualCase.unmet.join(', ')}.`);
  }
  if (visualCase.browser !== 'chromium') {
    return nothing('error', `There is no browser called "${visualCase.browser}" here. Use "chromium" in the matrix.`);
  }
  const page = await ports.render(visualCase);
  const take = () => takeShot(page, visualCase, browser, options);
  const shot = await take();
  if (shot.kind === 'error') return nothing('error', shot.message);
  if (shot.kind === 'unstable') return unstable(shot, await ports.pictures.put(shot.png));

  const baseline = await ports.baselines.find(visualCase.key);
  // A baseline nobody has accepted yet proves nothing: the newest picture takes its place and waits as well.
  return baseline?.accepted ? compareWith(baseline, shot, take, visualCase, ports) : created(shot, ports);
}

async function takeShot(
  page: ShotPage,
  { viewport, locale, scheme }: VisualCase,
  kept: KeptBrowser,
  { patience }: RunOptions,
): Promise<Shot> {
  return shootKept(page, { viewport, locale, scheme, ...(patience === undefined ? {} : { patience }) }, kept);
}

async function created(shot: Still, ports: RunPorts): Promise<Finding> {
  const picture = await ports.pictures.put(shot.png);
  const message = 'There was no accepted baseline; this picture waits for a person to accept it.';
  return { ...nothing('created', message), ...taken(shot), shot: picture };
}

function unstable(shot: Extract<Shot, { kind: 'unstable' }>, picture: string): Finding {
  return { ...nothing('unstable', shot.message), ...taken(shot), shot: picture };
}

async function compareWith(
  baseline: Baseline,
  first: Still,
  take: () => Promise<Shot>,
  visualCase: VisualCase,
  ports: RunPorts,
): Promise<Finding> {
  const before = await ports.pictures.get(baseline.picture);
  if (!before) return lost(baseline, first, ports);
  const compared = await comparePictures(before, first.png);
  if (isAllowed(compared, visualCase)) return judged(baseline, first, compared, visualCase, ports, null);

  // A lone odd frame of the browser is no change of the page: only a second, fresh picture makes it a failure.
  const again = await take();
  if (again.kind === 'error') return nothing('error', again.message);
  if (again.kind === 'unstable') return unstable(again, await ports.pictures.put(again.png));
  const comparedAgain = await comparePictures(before, again.png);
  const flaky = isAllowed(comparedAgain, visualCase) ? 'It passed on the second picture only: it is flaky.' : null;
  return judged(baseline, again, comparedAgain, visualCase, ports, flaky);
}

const isAllowed = ({ changedPixels, totalPixels }: Comparison, { allowedRatio }: VisualCase): boolean =>
  changedPixels <= allowedPixels(totalPixels, allowedRatio);

async function judged(
  baseline: Baseline,
  shot: Still,
  comparison: Comparison,
  visualCase: VisualCase,
  { pictures }: RunPorts,
  note: string | null,
): Promise<Finding> {
  const passed = isAllowed(comparison, visualCase);
  const sentences = [
    comparison.equal ? null : explainDifference(comparison, visualCase.allowedRatio),
    note,
    explainConditions(baseline.conditions, shot.conditions),
  ].filter((sentence) => sentence !== null);
  return {
    verdict: passed ? (note ? 'flaky' : 'passed') : 'failed',
    baseline: baseline.picture,
    shot: await pictures.put(shot.png),
    difference: comparison.difference && (await pictures.put(comparison.difference)),
    shapes: null,
    aria: null,
    changedPixels: comparison.changedPixels,
    totalPixels: comparison.totalPixels,
    allowedPixels: allowedPixels(comparison.totalPixels, visualCase.allowedRatio),
    clusters: comparison.clusters,
    density: comparison.density,
    changes: [],
    recheck: explainConditions(baseline.conditions, shot.conditions) !== null,
    message: sentences.join(' ') || null,
    ...taken(shot),
  };
}

async function lost(baseline: Baseline, shot: Still, { pictures }: RunPorts): Promise<Finding> {
  const message = 'The picture of the baseline is gone from the project; accept the new one to replace it.';
  return {
    ...nothing('failed', message),
    ...taken(shot),
    baseline: baseline.picture,
    shot: await pictures.put(shot.png),
  };
}

const withRefused = ({ message, refused }: Finding): string | null =>
  [message, explainRefused(refused)].filter((sentence) => sentence !== null).join(' ') || null;

const sentenceOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

const taken = ({ conditions, refused }: Still | Extract<Shot, { kind: 'unstable' }>) => ({ conditions, refused });

const nothing = (verdict: Outcome['verdict'], message: string): Finding => ({
  verdict,
  message,
  baseline: null,
  shot: null,
  difference: null,
  shapes: null,
  aria: null,
  changedPixels: 0,
  totalPixels: 0,
  allowedPixels: 0,
  clusters: [],
  density: 0,
  changes: [],
  recheck: false,
  conditions: null,
  refused: [],
});
