import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AtEnd } from './temporary-server.ts';

/** An OpenID Connect issuer on a port of its own, where whoever comes is who the test says. */
export interface Issuer {
  readonly url: string;
  /** Somebody signs in there and is sent back: the address that their browser goes to. */
  signIn(authorization: string, claims: Readonly<Record<string, unknown>>): string;
  /** What is wrong with its next ID tokens. */
  breaks(fault: 'nothing' | 'signature' | 'audience' | 'nonce' | 'issuer'): void;
}

export const clientSecret = 'a secret of the client';
const clientId = 'studio';

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export async function issuer(atEnd: AtEnd): Promise<Issuer> {
  const [right, wrong] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const grants = new Map<string, Grant>();
  let fault = 'nothing';
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const json = (response: ServerResponse, status: number, body: unknown): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/.well-known/openid-configuration')
      return json(response, 200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/jwks')
      return json(response, 200, { keys: [{ ...(await exportJWK(right.publicKey)), kid: 'one', alg: 'RS256' }] });
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const grant = grants.get(form.get('code') ?? '');
    // Codes count once.
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge || form.get('client_secret') !== clientSecret)
      return json(response, 400, { error: 'invalid_grant' });
    const token = await new SignJWT({ ...grant.claims, nonce: fault === 'nonce' ? 'another' : grant.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(fault === 'issuer' ? 'https://elsewhere.example' : url)
      .setAudience(fault === 'audience' ? 'somebody else' : clientId)
      .setIssuedAt()
      .setExpirationTime('5 min')
      .sign(fault === 'signature' ? wrong.privateKey : right.privateKey);
    json(response, 200, { access_token: 'a', token_type: 'Bearer', id_token: token });
  }

  let made = 0;
  return {
    url,
    signIn(authorization, claims) {
      const asked = new URL(authorization).searchParams;
      made += 1;
      const code = `code-${made}`;
      grants.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', claims });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back.href;
    },
    breaks(next) {
      fault = next;
    },
  };
}
