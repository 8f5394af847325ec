import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { OidcSettings } from '../config-oidc.ts';

/** What the browser carries, sealed, while somebody is at the other place. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Claims of an ID token that was checked: its signature, issuer, audience, times and nonce. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface Oidc {
  readonly settings: OidcSettings;
  /** Where to send the browser, and what to keep until it is back. Throws when the issuer cannot be asked. */
  begin(callback: string): Promise<{ readonly address: string; readonly attempt: Attempt }>;
  /** `arrived`: the whole address the browser came back to. Throws when anything does not fit. */
  finish(arrived: URL, attempt: Attempt): Promise<Claims>;
}

/** Seconds for an answer of the issuer. */
const patience = 10;

/** The authorization code flow with PKCE, a state and a nonce. */
export function oidcClient(settings: OidcSettings): Oidc {
  let known: Promise<Configuration> | null = null;
  let secret: string | null = null;
  const configuration = (): Promise<Configuration> => {
    const current = settings.clientSecret();
    if (current !== secret) known = null;
    secret = current;
    known ??= discover(settings, current).catch((error: unknown) => {
      // It may be back the next time.
      known = null;
      throw error;
    });
    return known;
  };
  return {
    settings,
    async begin(callback) {
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid email profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, attempt };
    },
    async finish(arrived, { state, nonce, verifier }) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const tokens = await authorizationCodeGrant(await configuration(), arrived, { ...checks, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new Error('The issuer sent no ID token.');
      return claims;
    },
  };
}

const discover = ({ issuer, clientId }: OidcSettings, clientSecret: string | null): Promise<Configuration> =>
  discovery(new URL(issuer), clientId, undefined, clientSecret === null ? None() : ClientSecretPost(clientSecret), {
    timeout: patience,
    // Signatures are checked too, and not TLS trusted alone. Without it only near: the configuration takes no other.
    execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
  });
