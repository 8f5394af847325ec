import { integer, oneOf, type Reading } from './environment.ts';
import type { Channel } from './storage/index.ts';

/** What a version needs before it goes live in a channel. */
export interface ApprovalRule {
  /** How many different people have to approve it. */
  readonly people: number;
  /** Whether the approval of whoever publishes is one of them. */
  readonly ownCounts: boolean;
}

export type ApprovalRules = Readonly<Record<Channel, ApprovalRule>>;

/** APPROVALS_STAGING, APPROVALS_PRODUCTION and OWN_APPROVALS. */
export function readApprovals(read: <Value>(reading: Reading<Value>, name: string) => Value): ApprovalRules {
  const own = read(oneOf(['count', 'staging', 'never'], 'count'), 'OWN_APPROVALS');
  return {
    staging: { people: read(integer(1, 1, 20), 'APPROVALS_STAGING'), ownCounts: own !== 'never' },
    production: { people: read(integer(1, 1, 20), 'APPROVALS_PRODUCTION'), ownCounts: own === 'count' },
  };
}
