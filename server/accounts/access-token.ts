import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { type AccountServices, minute } from './services.ts';
import { strictHeader } from './strict-token.ts';
import { signingKey, verificationKey } from './token-keys.ts';

/** Whom an access token is for. What they may do is looked up at each request: a token cannot outlive a role. */
export interface TokenSubject {
  readonly personId: string;
  readonly sessionId: string;
}

export interface AccessTokenIssued {
  readonly accessToken: string;
  readonly expiresAt: string;
}

const lifetime = 15 * minute;
/** Clocks of two machines differ. Seconds. */
const tolerance = 5;
const audience = 'schema-studio-server';

/** A JWT as RFC 9068 has them, signed with EdDSA. */
export async function issueAccessToken(services: AccountServices, subject: TokenSubject): Promise<AccessTokenIssued> {
  const { kid, key } = await signingKey(services);
  const issuedAt = Math.floor(services.now().getTime() / 1_000);
  const expires = issuedAt + lifetime / 1_000;
  const accessToken = await new SignJWT({ sid: subject.sessionId, client_id: 'schema-studio' })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
    .setSubject(subject.personId)
    .setIssuer(services.origin())
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expires)
    .setJti(randomUUID())
    .sign(key);
  return { accessToken, expiresAt: new Date(expires * 1_000).toISOString() };
}

/** Whom the token is for; null unless it is ours in every respect, still counts and is spelled as we spell it. */
export async function readAccessToken(services: AccountServices, token: string): Promise<TokenSubject | null> {
  const header = strictHeader(token);
  const key = header && (await verificationKey(services, header.kid));
  if (!key) return null;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer: services.origin(),
      audience,
      requiredClaims: ['sub', 'iat', 'exp', 'aud', 'iss', 'sid'],
      maxTokenAge: lifetime / 1_000,
      clockTolerance: tolerance,
      currentDate: services.now(),
    });
    const { sub, sid } = payload;
    return typeof sub === 'string' && typeof sid === 'string' ? { personId: sub, sessionId: sid } : null;
  } catch {
    return null;
  }
}

/** Whether a text means to be one, and no token of a machine: those have no dots. */
export const looksLikeAccessToken = (token: string): boolean => token.includes('.');
