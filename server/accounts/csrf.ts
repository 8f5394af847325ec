import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignedIn } from '../caller.ts';
import type { AccountServices } from './services.ts';

/** How forms and scripts of a signed-in browser show that they are ours. */
export interface CsrfSettings {
  /** Names by which a token comes. Our own forms call their field `_csrf` as well. */
  readonly header: string;
  readonly field: string;
  /** Of the code in it, 16 to 32. */
  readonly bytes: number;
  /** Milliseconds. */
  readonly lifetime: number;
}

/** Why a request with a cookie is not acted on. */
export type CsrfProblem = 'csrf/missing' | 'csrf/foreign' | 'csrf/expired';

type Whose = Pick<SignedIn, 'id' | 'sessionId'>;

/** `expiry.code`: bound to person and session by a code only this server can make; nothing is stored. */
export function csrfToken({ box, now }: AccountServices, settings: CsrfSettings, whose: Whose): string {
  const expiry = (now().getTime() + settings.lifetime).toString(36);
  const [key] = box.derive('csrf');
  return `${expiry}.${codeOf(key as Buffer, settings, whose, expiry)}`;
}

/** Null when the token is this session's and counts. One that somebody else got is foreign, however old it is. */
export function csrfProblem(
  { box, now }: AccountServices,
  settings: CsrfSettings,
  whose: Whose,
  token: string | null,
): CsrfProblem | null {
  if (!token) return 'csrf/missing';
  const [, expiry = '', code = ''] = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]+)$/.exec(token) ?? [];
  const isOurs = box.derive('csrf').some((key) => isSame(codeOf(key, settings, whose, expiry), code));
  if (!isOurs) return 'csrf/foreign';
  return Number.parseInt(expiry, 36) > now().getTime() ? null : 'csrf/expired';
}

const codeOf = (key: Buffer, { bytes }: CsrfSettings, { id, sessionId }: Whose, expiry: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([id, sessionId, expiry]))
    .digest()
    .subarray(0, bytes)
    .toString('base64url');

/** As texts: the same bytes spelled otherwise are another code. */
const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
