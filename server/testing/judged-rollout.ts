import { expect, vi } from 'vitest';
import type { Strategy } from '../rollout/plan.ts';
import type { OutcomeReport } from '../rollout/report.ts';
import type { RolloutReport } from '../rollout/rollout.ts';
import { signedRelease } from './signed-release.ts';
import type { Publisher } from './temporary-server.ts';

/** A rollout on a server whose judge is the real one. */
export interface JudgedRollout {
  read(): Promise<RolloutReport & { readonly report: OutcomeReport }>;
  /** Resolves once it is as described. */
  becomes(wanted: object): Promise<RolloutReport & { readonly report: OutcomeReport }>;
}

/** Publishes one version, and rolls another one of the same document out. */
export async function judgedRollout(
  { server, person, publish }: Pick<Publisher, 'server' | 'person' | 'publish'>,
  stable: string,
  candidate: string,
  strategy: Strategy,
  bundle: Parameters<typeof signedRelease>[2] = {},
): Promise<JudgedRollout> {
  const live = await publish(stable, bundle);
  expect(live.statusCode, live.body).toBe(200);
  const post = (url: string, payload: object, headers = {}) =>
    server.app.inject({ method: 'POST', url, headers: { ...server.admin, ...headers }, payload });
  const stored = await post('/api/v1/releases', { ...signedRelease(candidate, person, bundle), live: false });
  expect(stored.statusCode, stored.body).toBe(200);
  const { id: documentId } = JSON.parse(candidate) as { id: string };
  const asked = { documentId, channel: 'production', candidate: stored.json().versionHash, strategy, why: 'To try it' };
  const started = await post('/api/v1/rollouts', asked, { 'if-match': `"${live.json().versionHash}"` });
  expect(started.statusCode, started.body).toBe(201);
  const read: JudgedRollout['read'] = async () =>
    (await server.app.inject({ url: `/api/v1/rollouts/${started.json().id}`, headers: server.admin })).json();
  return {
    read,
    async becomes(wanted) {
      await vi.waitFor(async () => expect(await read()).toMatchObject(wanted), { timeout: 60_000, interval: 100 });
      return read();
    },
  };
}
