import type { LightMyRequestResponse } from 'fastify';
import { keyProofText } from '#engine';
import type { SigningPair } from './signed-release.ts';
import type { TemporaryServer } from './temporary-server.ts';

/** Registers a key as a person's own, with a proof made for `proofFor`, by default that person. */
export function registerOwn(
  { app }: TemporaryServer,
  person: { readonly id: string; readonly headers: { readonly authorization: string } },
  pair: SigningPair,
  proofFor = person.id,
): Promise<LightMyRequestResponse> {
  const proof = pair.sign(keyProofText(proofFor, pair.id));
  const payload = { publicKey: pair.pem, proof };
  return app.inject({ method: 'POST', url: '/api/v1/me/keys', headers: person.headers, payload });
}
