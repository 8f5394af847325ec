import { performance } from 'node:perf_hooks';
import { baseOf, type StreamInput } from '#engine';
import { runtimeFiles } from '#engine/node';
import type { CountAnswer } from '../delivery/answer-count.ts';
import type { LivePage } from '../delivery/live-pages.ts';
import type { PageTokens } from './beacon-token.ts';
import { newPlace, placeOf } from './cohort.ts';
import type { Arm } from './judgement.ts';
import type { Outcomes } from './outcomes.ts';
import type { Rollout } from './rollout.ts';
import { showsNothing } from './shows-nothing.ts';

export interface Counting {
  /** The rollout that compares this page, and where its outcomes are counted; null when there is none. */
  readonly of: (page: LivePage) => { readonly rollout: Rollout; readonly outcomes: Outcomes } | null;
  /** Told after each answer of a candidate. */
  readonly counted: (rollout: Rollout) => void;
  /** Told what real pages of the version before were rendered from. */
  readonly recorded: (rollout: Rollout, input: StreamInput) => void;
  readonly tokens: PageTokens;
  readonly now: () => number;
}

/** Counts answers of pages that are in a rollout. All others cost one look. */
export function countAnswers({ of, counted, recorded, tokens, now }: Counting): CountAnswer {
  return (request, page) => {
    const found = of(page);
    if (!found) return null;
    const { rollout, outcomes } = found;
    const arm: Arm = page.releaseHash === rollout.candidate.hash ? 'candidate' : 'stable';
    const visitor = placeOf(request) ?? newPlace();
    const begun = performance.now();
    let [isBroken, isEmpty, milliseconds]: [boolean, boolean, number | null] = [false, false, null];
    return {
      read: (input) => {
        if (arm === 'stable') recorded(rollout, input);
      },
      rendered({ isWell, html }) {
        milliseconds = performance.now() - begun;
        isBroken = !isWell;
        isEmpty = html !== null && showsNothing(html.toString());
      },
      beacon() {
        const sent = { rollout: rollout.id, arm, visitor, sentAt: now() };
        outcomes.sent(sent);
        const base = baseOf(page.settings);
        const address = `${base}_ui/beacon?of=${tokens.write(sent)}`;
        const script = `${base}_ui/${runtimeFiles().get('beacon.js')!.address}`;
        return { address, tag: `<script src="${script}" defer data-to="${address}"></script>` };
      },
      ended(status) {
        outcomes.answered({ arm, visitor, at: now(), status, isBroken, isEmpty, milliseconds });
        if (arm === 'candidate') counted(rollout);
      },
    };
  };
}
