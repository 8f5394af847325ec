import { bundleHash } from '#engine';
import { greetingPage } from '../testing/pages.ts';
import { type SigningPair, signedRelease } from '../testing/signed-release.ts';
import { taken } from './with-ends.ts';

/** Publishes one version of a greeting; its hash. Throws when it is refused. */
export async function publishVersion(
  url: string,
  headers: Readonly<Record<string, string>>,
  person: SigningPair,
  at: number,
): Promise<string> {
  const request = signedRelease(greetingPage({ version: `1.0.${at}`, text: `Version ${at}` }), person);
  const reply = await fetch(`${url}/api/v1/releases`, { method: 'POST', headers, body: JSON.stringify(request) });
  await taken(reply, `Version ${at} was refused`);
  return bundleHash(request.bundle);
}

export const greetingAt = async (url: string): Promise<string> => (await fetch(`${url}/greeting`)).text();
