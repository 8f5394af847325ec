import type { LivePage } from '../delivery/live-pages.ts';
import type { LiveRow } from '../storage/index.ts';
import { type Controller, rolloutController } from './controller.ts';
import type { Judge } from './judgement.ts';
import { type RolloutOutcomes, type RolloutOutcomesOptions, rolloutOutcomes } from './rollout-outcomes.ts';
import { type RunningRollouts, runningRollouts } from './running.ts';
import type { RolloutServices } from './services.ts';

/** Everything about rollouts. */
export interface Rollouts {
  readonly services: RolloutServices;
  readonly running: RunningRollouts;
  readonly outcomes: RolloutOutcomes;
  /** Reads how far they are, and has them led on. Rejects when the database cannot be read. */
  follow(): Promise<void>;
  readonly controller: Controller;
}

export type RolloutsOptions = Omit<RolloutServices, 'running' | 'judge'> &
  Pick<RolloutOutcomesOptions, 'box' | 'origin' | 'takeTurn' | 'tenantOf'> & {
    /** A version as its channel would show it. Throws when it cannot be shown. */
    readonly load: (live: LiveRow) => Promise<LivePage>;
    /** Other pages have two versions than a moment ago. */
    readonly pagesChanged: () => void;
    /** Whether no other server shares the database. */
    readonly isAlone: boolean;
    /** Who is asked instead of the server's own judge. */
    readonly judge: Judge | undefined;
  };

export function createRollouts(options: RolloutsOptions): Rollouts {
  const { load, pagesChanged, isAlone, judge, box, origin, takeTurn, tenantOf, ...rest } = options;
  const { db, pages, now, log, settings } = rest;
  const running = runningRollouts({
    db,
    pages,
    load,
    failed: (err, { id, document_id: document }) =>
      log()?.error({ err, rollout: id, document }, 'a version of a rollout cannot be shown here'),
    changed: pagesChanged,
    clock: () => performance.now(),
  });
  const outcomes = rolloutOutcomes({
    db,
    pages,
    open: () => running.list().map(({ rollout }) => rollout),
    of: ({ channel, documentId }) => running.of(channel, documentId)?.rollout ?? null,
    box,
    now,
    origin,
    takeTurn,
    tenantOf,
    alarm(id) {
      // Another judge has been asked.
      if (judge) return;
      running.condemn(id);
      void controller.look();
    },
    // Nobody else reads what a server alone writes, but a server that is started after it.
    every: isAlone ? 5_000 : 250,
    longestStep: settings.longestStep,
  });
  const services: RolloutServices = { ...rest, running, judge: judge ?? outcomes.judge };
  const controller = rolloutController(services);
  return {
    services,
    running,
    outcomes,
    controller,
    async follow() {
      await running.refresh();
      // Never waited for: it may change something, and then waits for what is being read here.
      void controller.look();
    },
  };
}
