import type { Answered, Asked, Tab } from '../browsers/tab.ts';
import { pageHeaders } from '../capture/answer.ts';
import { type Freezing, freezePage } from '../capture/page/freeze.ts';
import type { ShotSettings } from '../types/shot.ts';
import type { BrokenExpectation, Visits } from '../types/visit.ts';
import { brokenExpectations, expectsHtml } from './check-expectations.ts';
import { prepareVisit } from './page/prepare-visit.ts';
import { readHtml } from './page/read-html.ts';
import { takeSteps } from './take-steps.ts';
import { visiting } from './visiting.ts';

/** What happens in a visited page before its picture is taken. */
export interface Act {
  /** Path and query where it begins. */
  readonly address: string;
  readonly answer: (asked: Asked) => Promise<Answered>;
  /** A sentence where a step could not be done, else null. */
  takeSteps(tab: Tab): Promise<string | null>;
  /** What the page in the picture is held against. */
  look(tab: Tab): Promise<{ readonly broken: readonly BrokenExpectation[]; readonly html: string | null }>;
}

/** Steps wait longer than a picture: a browser under load answers late, and is not wrong for that. */
const patience = 15_000;

export function act(
  visits: Visits,
  { steps = [], expect = [] }: Pick<ShotSettings, 'steps' | 'expect'>,
  files: Act['answer'],
): Act {
  const visit = visits.begin();
  const world = visiting(visit, files, pageHeaders);
  return {
    address: visits.address,
    answer: world.answer,
    async takeSteps(tab) {
      const undone = await takeSteps(steps, tab, world, patience);
      const problem = world.problem();
      if (problem !== null) return `${undone ?? 'The page could not be visited.'} ${problem}`;
      if (undone === null && !staysOver(steps)) {
        // A click moves another pointer than this one, which some drivers believe to be in the corner already.
        await tab.moveMouse(1, 1);
        await tab.moveMouse(0, 0);
      }
      return undone;
    },
    look: async (tab) => ({
      broken: await brokenExpectations(expect, tab, visit),
      html: expectsHtml(expect) ? await tab.run(readHtml, null) : null,
    }),
  };
}

/** The pointer is part of the picture when the last thing done with it was to point at something. */
function staysOver(steps: NonNullable<ShotSettings['steps']>): boolean {
  const moving = new Set<unknown>(['hover', 'click', 'fill', 'open', 'scrollTo']);
  return steps.findLast(({ do: what }) => moving.has(what))?.['do'] === 'hover';
}

/** Both before any script of the page, as one source. */
export const freezeAndPrepare: (argument: Freezing) => void = Object.assign(
  (argument: Freezing) => {
    freezePage(argument);
    prepareVisit(argument);
  },
  { toString: () => `(argument) => { (${String(freezePage)})(argument); (${String(prepareVisit)})(argument); }` },
);
