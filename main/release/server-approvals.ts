import type { ApprovalRule, Channel } from '#contract';
import { isRecord } from './ask-server.ts';

/** Somebody's word on a version, as the server tells of it. */
export interface GivenApproval {
  readonly hash: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly keyId: string;
  /** False once the key was revoked or its owner disabled. */
  readonly counts: boolean;
}

export interface Approvals {
  readonly rules: Readonly<Record<Channel, ApprovalRule>>;
  readonly approvals: readonly GivenApproval[];
}

export const isGivenApproval = (value: unknown): value is GivenApproval & Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  ['hash', 'approvedBy', 'approvedAt', 'keyId'].every((name) => typeof value[name] === 'string') &&
  typeof value['counts'] === 'boolean';

export const isApprovals = (value: unknown): value is Approvals =>
  isRecord(value) &&
  Array.isArray(value['approvals']) &&
  value['approvals'].every(isGivenApproval) &&
  isRecord(value['rules']) &&
  isRule(value['rules']['staging']) &&
  isRule(value['rules']['production']);

const isRule = (value: unknown): value is ApprovalRule =>
  isRecord(value) && typeof value['people'] === 'number' && typeof value['ownCounts'] === 'boolean';
