import type { JsonObject } from '#engine';
import { firstLine } from '../browsers/kept.ts';
import type { Tab } from '../browsers/tab.ts';
import { unmark } from './page/open-node.ts';
import { dismissQuestions, wasDismissed } from './questions.ts';
import { nameOfStep, readStep } from './read-step.ts';
import { rest, settleLazy, type Traffic } from './rest.ts';
import { takeStep } from './take-step.ts';

/**
 * Does what a case does, one step after the other, each in a page at rest. A sentence on the first step that cannot be
 * done, else null: a case whose steps could not be done shows nothing of what it is about.
 */
export async function takeSteps(
  steps: readonly JsonObject[],
  tab: Tab,
  traffic: Traffic,
  patience: number,
): Promise<string | null> {
  const early = await rest(tab, traffic, patience);
  if (early !== null) return `The page did not come to rest within ${patience / 1000} s: ${early}.`;
  for (const [at, written] of steps.entries()) {
    const step = readStep(written);
    const undone = (problem: string) => `Could not do ${nameOfStep(written, at)}: ${problem.replace(/\.$/, '')}.`;
    if (typeof step === 'string') return undone(step);
    const dismisses = 'dismisses' in step && step.dismisses;
    if (dismisses) await dismissQuestions(tab);
    const problem = await takeStep(step, tab).catch((error: unknown) => unsure(error, tab));
    if (problem !== null) return undone(problem);
    const left = await rest(tab, traffic, patience);
    if (left !== null) return afterwards(nameOfStep(written, at), left, tab, patience);
    if (dismisses && !(await wasDismissed(tab))) return undone('the page asked nothing that could be dismissed');
  }
  await tab.run(unmark, null);
  const late = await settleLazy(tab, traffic, patience);
  return late === null ? null : `A lazy part of the page did not come within ${patience / 1000} s: ${late}.`;
}

/** What became of a page that is at no rest: one that has left the project never comes. */
function afterwards(step: string, left: string, tab: Tab, patience: number): string {
  const outside = tab.refused().at(-1);
  const why = outside ? ` It asked for ${outside}, which is outside of the project and not loaded.` : '';
  return `After ${step} the page did not come to rest within ${patience / 1000} s: ${left}.${why}`;
}

/** What a driver says of what it could not do; a browser that has gone is for its caller. */
async function unsure(error: unknown, tab: Tab): Promise<string> {
  await tab.run(() => true, null).catch(() => Promise.reject(error));
  return firstLine(error);
}
