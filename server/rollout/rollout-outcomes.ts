import type { SecretBox } from '../accounts/secret-box.ts';
import type { CountAnswer } from '../delivery/answer-count.ts';
import type { LivePage, LivePages } from '../delivery/live-pages.ts';
import type { RolloutMetrics } from '../observability/rollout-metrics.ts';
import type { Db } from '../storage/index.ts';
import type { BeaconServices } from './beacon-routes.ts';
import { pageTokens } from './beacon-token.ts';
import { countAnswers } from './count-answers.ts';
import { sharedFigures } from './figures.ts';
import { outcomeJudge } from './judge.ts';
import type { Judge } from './judgement.ts';
import { counted } from './outcomes-tally.ts';
import { reportOf } from './report.ts';
import type { Rollout } from './rollout.ts';
import { shadowTrials } from './shadow-trials.ts';

/** What becomes of answers while rollouts are under way, counted, told by browsers, shared and judged. */
export interface RolloutOutcomes {
  readonly judge: Judge;
  readonly countAnswer: CountAnswer;
  readonly beacons: BeaconServices;
  metrics(): RolloutMetrics;
  /** Writes what was counted last. */
  stop(): Promise<void>;
}

export interface RolloutOutcomesOptions {
  readonly db: Db;
  readonly pages: LivePages;
  /** What is under way, as this server knows it. */
  readonly open: () => readonly Rollout[];
  readonly of: (page: LivePage) => Rollout | null;
  readonly box: SecretBox;
  readonly now: () => Date;
  readonly origin: () => string;
  readonly takeTurn: BeaconServices['takeTurn'];
  readonly tenantOf: BeaconServices['tenantOf'];
  /** A candidate turned out to be bad: nobody shall get it any more, at once. */
  readonly alarm: (rollout: string) => void;
  /** Milliseconds between two times that this server writes what it saw. */
  readonly every: number;
  /** Seconds after which a step that is still undecided is given up. */
  readonly longestStep: number;
}

/** Milliseconds after which what is over is written and forgotten. */
const tidyEvery = 1_000;
/** Milliseconds between two looks of this server while a candidate is visited. */
const soon = 10;

export function rolloutOutcomes(options: RolloutOutcomesOptions): RolloutOutcomes {
  const { db, pages, open, of, box, origin, takeTurn, tenantOf, alarm, every, longestStep } = options;
  const now = (): number => options.now().getTime();
  const figures = sharedFigures({ db, every });
  const trials = shadowTrials({
    find: ({ channel, documentId }, hash) => pages.find(channel, documentId, hash),
    reported: figures.saveShadow,
  });
  const judge = outcomeJudge({ figures, trials, longest: longestStep });
  const tokens = pageTokens(() => box.derive('page token'));
  let tidying: NodeJS.Timeout | null = null;

  const lastLooks = new Map<string, number>();

  /** Something happened to a candidate: where many visit, the next look of all servers may be hundreds of pages away. */
  function lookSoon(rollout: Rollout): void {
    const at = now();
    if (at - (lastLooks.get(rollout.id) ?? Number.NEGATIVE_INFINITY) < soon) return;
    lastLooks.set(rollout.id, at);
    if (judge.suspects(rollout, at)) alarm(rollout.id);
  }

  async function keepOnly(ids: ReadonlySet<string>): Promise<void> {
    judge.keepOnly(ids);
    trials.keepOnly(ids);
    for (const id of lastLooks.keys()) if (!ids.has(id)) lastLooks.delete(id);
    await figures.keepOnly(ids, now());
  }

  /** As long as something is under way, and once after that. */
  function tidyLater(): void {
    tidying ??= setTimeout(() => {
      tidying = null;
      const ids = new Set(open().map(({ id }) => id));
      if (ids.size > 0) tidyLater();
      void keepOnly(ids);
    }, tidyEvery).unref();
  }

  return {
    judge: {
      judge(rollout, at) {
        tidyLater();
        return judge.judge(rollout, at);
      },
      mayBegin(rollout, at) {
        tidyLater();
        return judge.mayBegin(rollout, at);
      },
      report: async ({ id }) => reportOf(await figures.read(id, now())),
    },
    countAnswer: countAnswers({
      of(page) {
        const rollout = of(page);
        return rollout && { rollout, outcomes: figures.outcomes(rollout.id) };
      },
      counted: lookSoon,
      recorded: trials.recorded,
      tokens,
      now,
    }),
    beacons: {
      tokens,
      told(page, telling) {
        const rollout = open().find(({ id }) => id === page.rollout);
        if (!rollout) return;
        figures.outcomes(rollout.id).told(page, telling, now());
        if (page.arm === 'candidate') lookSoon(rollout);
      },
      takeTurn,
      tenantOf,
      now,
      origin,
    },
    metrics: () => ({
      states: new Map([...Map.groupBy(open(), ({ state }) => state)].map(([state, all]) => [state, all.length])),
      outcomes: open().flatMap(({ id, documentId: document, channel }) => {
        const tallies = figures.outcomes(id).tallies(now());
        return (['stable', 'candidate'] as const).map((arm) => ({
          document,
          channel,
          arm,
          counts: Object.fromEntries(counted.map((name) => [name, tallies[arm][name]])),
        }));
      }),
      verdicts: judge.verdicts,
    }),
    async stop() {
      if (tidying) clearTimeout(tidying);
      await keepOnly(new Set());
    },
  };
}
