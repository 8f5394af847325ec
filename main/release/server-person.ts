import type { SignedInPerson } from '#contract';
import { isRecord } from './ask-server.ts';

/** Who is signed in, as the server tells it. */
export interface ServerPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly permissions: readonly string[];
  /** Somebody else knows the password. */
  readonly passwordIsGiven: boolean;
  readonly secondFactor: { readonly enrolled: boolean; readonly usedNow: boolean };
}

export const isServerPerson = (value: unknown): value is ServerPerson =>
  isRecord(value) &&
  ['id', 'name', 'role'].every((name) => typeof value[name] === 'string') &&
  Array.isArray(value['permissions']) &&
  value['permissions'].every((permission) => typeof permission === 'string') &&
  typeof value['passwordIsGiven'] === 'boolean' &&
  isRecord(value['secondFactor']) &&
  typeof value['secondFactor']['usedNow'] === 'boolean';

/** As far as the app shows it. */
export const shownPerson = ({
  name,
  role,
  permissions,
  passwordIsGiven,
  secondFactor,
}: ServerPerson): SignedInPerson => ({
  name,
  role,
  mayApprove: permissions.includes('approvals:write'),
  mayPublish: permissions.includes('releases:write'),
  mayRollOut: permissions.includes('rollouts:write'),
  passwordIsGiven,
  secondFactor: secondFactor.usedNow,
});
