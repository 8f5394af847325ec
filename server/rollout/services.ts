import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { ApprovalRules } from '../config-approvals.ts';
import type { RolloutSettings } from '../config-rollouts.ts';
import type { EdgeRules } from '../delivery/cache-rules.ts';
import type { LivePages } from '../delivery/live-pages.ts';
import type { Tables } from '../storage/index.ts';
import type { Judge } from './judgement.ts';
import type { RunningRollouts } from './running.ts';

/** What leading rollouts needs. */
export interface RolloutServices {
  readonly db: Kysely<Tables>;
  readonly now: () => Date;
  readonly running: RunningRollouts;
  readonly pages: LivePages;
  readonly judge: Judge;
  readonly settings: RolloutSettings;
  /** What shared caches are told when no rollout is under way. */
  readonly edge: EdgeRules;
  readonly approvals: ApprovalRules;
  /** Milliseconds after which a request that was not answered counts as given up. */
  readonly patience: number;
  /** Called after every change that is stored; resolves once this server shows it. Never rejects. */
  readonly changed: (documentId: string) => Promise<void>;
  readonly log: () => FastifyBaseLogger | null;
}
