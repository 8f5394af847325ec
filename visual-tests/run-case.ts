import type { KeptBrowser } from './browsers/kept.ts';
import { shootKept } from './capture/shoot-page.ts';
import { comparePictures } from './diff/compare.ts';
import { allowedPixels, explainConditions, explainDifference, explainRefused } from './judge.ts';
import { explainChanges, whatChanged } from './nodes/what-changed.ts';
import type { Baseline, Comparison, Outcome, RunOptions, RunPorts, Shot, ShotPage, VisualCase } from './types.ts';

type Still = Extract<Shot, { kind: 'still' }>;
type Unstable = Extract<Shot, { kind: 'unstable' }>;
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
  if (shot.kind === 'unstable') return unstable(shot, ports);

  const baseline = await ports.baselines.find(visualCase.key, shot.conditions);
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
  const message = 'There was no accepted baseline; this picture waits for a person to accept it.';
  return { ...nothing('created', message), ...(await keep(shot, ports)) };
}

async function unstable(shot: Unstable, ports: RunPorts): Promise<Finding> {
  return { ...nothing('unstable', shot.message), ...(await keep(shot, ports)) };
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
  if (again.kind === 'unstable') return unstable(again, ports);
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
  ports: RunPorts,
  note: string | null,
): Promise<Finding> {
  const passed = isAllowed(comparison, visualCase);
  const { dpr } = visualCase.viewport;
  const { changes, clusters } = await whatChanged(baseline, shot.nodes, comparison, dpr, ports.pictures);
  const sentences = [
    comparison.equal ? null : explainDifference(comparison, visualCase.allowedRatio),
    explainChanges(changes),
    note,
    explainConditions(baseline.conditions, shot.conditions),
  ].filter((sentence) => sentence !== null);
  return {
    ...nothing(passed ? (note ? 'flaky' : 'passed') : 'failed', ''),
    baseline: baseline.picture,
    difference: comparison.difference && (await ports.pictures.put(comparison.difference)),
    changedPixels: comparison.changedPixels,
    totalPixels: comparison.totalPixels,
    allowedPixels: allowedPixels(comparison.totalPixels, visualCase.allowedRatio),
    clusters,
    density: comparison.density,
    changes,
    baselineShapes: baseline.shapes,
    baselineAria: baseline.aria,
    recheck: explainConditions(baseline.conditions, shot.conditions) !== null,
    message: sentences.join(' ') || null,
    ...(await keep(shot, ports)),
  };
}

async function lost(baseline: Baseline, shot: Still, ports: RunPorts): Promise<Finding> {
  const message = 'The picture of the baseline is gone from the project; accept the new one to replace it.';
  return { ...nothing('failed', message), ...(await keep(shot, ports)), baseline: baseline.picture };
}

const withRefused = ({ message, refused }: Finding): string | null =>
  [message, explainRefused(refused)].filter((sentence) => sentence !== null).join(' ') || null;

const sentenceOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

/** Stores the picture with what it shows of each node and what assistive technology hears. */
async function keep({ png, nodes, aria, findings, conditions, refused }: Still | Unstable, { pictures }: RunPorts) {
  const text = (content: string) => pictures.put(new TextEncoder().encode(content));
  return {
    shot: await pictures.put(png),
    shapes: await text(JSON.stringify(nodes)),
    aria: aria === null ? null : await text(aria),
    findings: findings === null ? null : await text(JSON.stringify(findings)),
    conditions,
    refused,
  };
}

const nothing = (verdict: Outcome['verdict'], message: string): Finding => ({
  verdict,
  message,
  skipped: false,
  fingerprint: null,
  carriedFrom: null,
  baseline: null,
  shot: null,
  difference: null,
  shapes: null,
  aria: null,
  findings: null,
  baselineShapes: null,
  baselineAria: null,
  newFindings: [],
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
