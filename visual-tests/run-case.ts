import { acceptedOf } from './accepted.ts';
import { findingsOfFirst, judgeShot } from './accessibility/judge-shot.ts';
import { approvedAgain, explainCarried, isSameBuild } from './approved-again.ts';
import type { Camera } from './camera.ts';
import { comparePictures } from './diff/compare.ts';
import { areasOfNewMasks } from './diff/new-masks.ts';
import { sizeOfPng } from './diff/png.ts';
import { type Finding, keep, nothing, type Still, sentenceOf, type Unstable } from './finding.ts';
import { allowedPixels, explainConditions, explainDifference, explainRefused } from './judge.ts';
import { explainChanges, readShapes, whatChanged } from './nodes/what-changed.ts';
import { explainHtml } from './steps/explain-html.ts';
import type { Baseline } from './types/baseline.ts';
import type { VisualCase } from './types/case.ts';
import type { Comparison } from './types/comparison.ts';
import type { ShotPage } from './types/page.ts';
import type { Outcome, RunPorts } from './types/run.ts';
import type { Shot } from './types/shot.ts';

/** Renders, shoots and judges one case. World failures are outcomes; only a cancelled run makes the result moot. */
export async function runCase(
  visualCase: VisualCase,
  ports: RunPorts,
  camera: Camera,
  fingerprint: string | null,
): Promise<Outcome> {
  const start = ports.now();
  const finding = await find(visualCase, ports, camera, fingerprint).catch((problem: unknown) =>
    nothing('error', `The case could not be run: ${sentenceOf(problem)}`),
  );
  const message = sentencesOf(finding.message, explainRefused(finding.refused));
  const milliseconds = Math.max(0, ports.now().getTime() - start.getTime());
  return { case: visualCase, ...finding, fingerprint, message, startedAt: start.toISOString(), milliseconds };
}

async function find(
  visualCase: VisualCase,
  ports: RunPorts,
  camera: Camera,
  fingerprint: string | null,
): Promise<Finding> {
  if (visualCase.unmet.length > 0) {
    return nothing('error', `Not run, because it asks for what cannot be done yet: ${visualCase.unmet.join(', ')}.`);
  }
  const page = await ports.render(visualCase);
  const shot = await camera.first(page, visualCase, await acceptedOf(visualCase, ports, fingerprint));
  if (shot.kind === 'error') return nothing('error', shot.message);
  const finding =
    shot.kind === 'unstable' ? await unstable(shot, ports) : await judge(shot, page, visualCase, ports, camera);
  return shot.isRestarted ? { ...finding, message: sentencesOf(finding.message, restarted) } : finding;
}

const restarted = 'The browser had ended by itself since its last picture; another was started for this one.';

async function judge(
  shot: Still,
  page: ShotPage,
  visualCase: VisualCase,
  ports: RunPorts,
  camera: Camera,
): Promise<Finding> {
  const baseline = await ports.baselines.find(visualCase.key, shot.conditions);
  // A baseline nobody has accepted yet proves nothing: the newest picture takes its place and waits as well.
  if (!baseline?.accepted) return created(shot, visualCase, ports);
  const take = () => camera.take(page, visualCase);
  if (isSameBuild(baseline.conditions, shot.conditions)) return compareWith(baseline, shot, take, visualCase, ports);
  const again = await approvedAgain(baseline, visualCase, ports, camera);
  return 'verdict' in again ? again : compareWith(again, shot, take, visualCase, ports);
}

async function created(shot: Still, visualCase: VisualCase, ports: RunPorts): Promise<Finding> {
  const message = 'There was no accepted baseline; this picture waits for a person to accept it.';
  const [width, height] = sizeOfPng(shot.png);
  const sentences = shot.broken.map((one) => one.message);
  return {
    ...nothing(sentences.length > 0 ? 'failed' : 'created', [...sentences, message].join(' ')),
    totalPixels: width * height,
    newFindings: findingsOfFirst(shot, visualCase, ports),
    ...(await keep(shot, ports)),
  };
}

async function unstable(shot: Unstable, ports: RunPorts): Promise<Finding> {
  const message = [shot.message, ...shot.broken.map((one) => one.message)].join(' ');
  return { ...nothing('unstable', message), ...(await keep(shot, ports)) };
}

async function compareWith(
  baseline: Baseline,
  first: Still,
  take: () => Promise<Shot>,
  visualCase: VisualCase,
  ports: RunPorts,
): Promise<Finding> {
  const before = await pictureOf(baseline, first, ports);
  if (before === null) return lost(baseline, first, ports, 'is gone from the project');
  if (typeof before === 'string') return lost(baseline, first, ports, `cannot be read (${before})`);
  const older = baseline.shapes === null ? null : await readShapes(baseline.shapes, ports.pictures);
  const compare = ({ png, nodes }: Still): Promise<Comparison> => {
    const { masks, perPixel: threshold, viewport } = visualCase;
    const areas = areasOfNewMasks(masks, baseline.conditions, [...(older ?? []), ...nodes], viewport.dpr);
    return comparePictures(before, png, { threshold, areas });
  };
  const compared = await compare(first).catch(sentenceOf);
  if (typeof compared === 'string') return lost(baseline, first, ports, `cannot be read (${compared})`);
  if (isAllowed(compared, visualCase)) return judged(baseline, first, compared, visualCase, ports, null);

  // A lone odd frame of the browser is no change of the page: only a second, fresh picture makes it a failure.
  const again = await take();
  if (again.kind === 'error') return nothing('error', again.message);
  if (again.kind === 'unstable') return unstable(again, ports);
  const comparedAgain = await compare(again);
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
  const { newFindings, isHeardDifferently, sentences: heard } = await judgeShot(baseline, shot, visualCase, ports);
  const otherHtml = await explainHtml(baseline, shot, ports);
  const unlike = [...shot.broken.map(({ message }) => message), ...otherHtml, ...heard];
  const passed = isAllowed(comparison, visualCase) && unlike.length === 0;
  const { dpr } = visualCase.viewport;
  const { changes, clusters } = await whatChanged(baseline, shot.nodes, comparison, dpr, ports.pictures);
  const message = sentencesOf(
    comparison.equal ? null : explainDifference(comparison, visualCase.allowedRatio),
    explainChanges(changes),
    ...unlike,
    note,
    explainCarried(baseline, shot.conditions),
    explainConditions(baseline.conditions, shot.conditions),
  );
  return {
    ...nothing(passed ? (note ? 'flaky' : 'passed') : 'failed', ''),
    baseline: baseline.picture,
    carriedFrom: baseline.carriedFrom,
    difference: comparison.difference && (await ports.pictures.put(comparison.difference)),
    changedPixels: comparison.changedPixels,
    totalPixels: comparison.totalPixels,
    allowedPixels: allowedPixels(comparison.totalPixels, visualCase.allowedRatio),
    clusters,
    density: comparison.density,
    changes,
    baselineShapes: baseline.shapes,
    baselineAria: baseline.aria,
    baselineHtml: baseline.html,
    heardDifferently: isHeardDifferently,
    newFindings,
    recheck: baseline.carriedFrom !== null || explainConditions(baseline.conditions, shot.conditions) !== null,
    message,
    ...(await keep(shot, ports)),
  };
}

/** The baseline's picture, null when it is gone, or why it cannot be read. The same picture, taken again, stands in. */
async function pictureOf({ picture }: Baseline, { png }: Still, { pictures }: RunPorts) {
  const stored = await pictures.get(picture).catch(sentenceOf);
  if (stored instanceof Uint8Array) return stored;
  return (await pictures.put(png)) === picture ? png : stored;
}

/** Whether it would be equal nobody can say any more: a person has to. */
async function lost(baseline: Baseline, shot: Still, ports: RunPorts, why: string): Promise<Finding> {
  const broken = shot.broken.map((one) => one.message);
  const message = [...broken, `The picture of the baseline ${why}; accept the new one to replace it.`].join(' ');
  return { ...nothing('failed', message), ...(await keep(shot, ports)), baseline: baseline.picture };
}

const sentencesOf = (...sentences: readonly (string | null)[]): string | null =>
  sentences.filter((sentence) => sentence !== null).join(' ') || null;
