import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleHash } from '#engine';
import { openStorage, verifyAudit } from '../storage/index.ts';
import { greetingPage } from '../testing/pages.ts';
import { type SigningPair, signedRelease, signingPair } from '../testing/signed-release.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function start(dataDir: string): Promise<Started> {
  const file = new URL('../start.ts', import.meta.url).pathname;
  const environment = {
    PATH: process.env['PATH'],
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    WRITE_BURST: '1000',
    API_BURST: '10000',
  };
  const server = spawn(process.execPath, [file], { env: environment });
  onTestFinished(() => void server.kill('SIGKILL'));
  let said = '';
  for await (const chunk of server.stderr) {
    said += chunk;
    if (said.includes('answers at')) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  const token = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
  return { process: server, url, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
}

const post = ({ url, headers }: Started, path: string, body: object): Promise<Response> =>
  fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

const version = (round: number, at: number): string =>
  greetingPage({ version: `1.${round}.${at}`, text: `Round ${round}, version ${at}` });

/** Publishes one version after the other until the server dies; the hashes that were answered with success. */
async function publishUntilKilled(server: Started, person: SigningPair, round: number): Promise<readonly string[]> {
  const answered: string[] = [];
  for (let at = 0; ; at++) {
    // After the first answer, at another instant of a publish in every round.
    if (at === 1) setTimeout(() => server.process.kill('SIGKILL'), 11 * round);
    const request = signedRelease(version(round, at), person);
    try {
      const reply = await post(server, '/api/v1/releases', request);
      if (reply.status === 200) answered.push(bundleHash(request.bundle));
    } catch {
      return answered;
    }
  }
}

describe('killed while publishing (P1)', () => {
  it('loses nothing it answered, stores nothing by half, and serves a whole page afterwards', async () => {
    const dataDir = await temporaryFolder();
    const person = signingPair();
    const answered: string[] = [];
    for (const round of [1, 2, 3, 4, 5]) {
      const server = await start(dataDir);
      await post(server, '/api/v1/keys', { name: 'Ada', publicKey: person.pem });
      if (answered.length > 0)
        expect(await (await fetch(`${server.url}/greeting`)).text()).toMatch(/Round \d, version \d+<\/h1>/);
      const killed = once(server.process, 'exit');
      answered.push(...(await publishUntilKilled(server, person, round)));
      await killed;
    }
    const { db, close } = await openStorage(dataDir);
    const releases = await db.selectFrom('release').select(['hash', 'stylesheet']).execute();
    const files = new Set((await db.selectFrom('file').select('address').execute()).map(({ address }) => address));
    const activated = (await db.selectFrom('activation').select('release_hash').execute()).map(
      (row) => row.release_hash,
    );
    const live = await db.selectFrom('live').select('release_hash').execute();
    const published = await db.selectFrom('audit').select('seq').where('action', '=', 'release.publish').execute();
    expect(answered.length).toBeGreaterThanOrEqual(5);
    expect(releases.map(({ hash }) => hash)).toEqual(expect.arrayContaining(answered));
    // Version, pointer, history and audit entry come together or not at all.
    expect(activated.toSorted()).toEqual(releases.map(({ hash }) => hash).toSorted());
    expect(published).toHaveLength(releases.length);
    expect(live.map((row) => row.release_hash)).toEqual([activated.at(-1)]);
    expect(releases.every(({ stylesheet }) => files.has(stylesheet))).toBe(true);
    expect(await verifyAudit(db)).toMatchObject({ intact: true });
    await close();
  }, 300_000);
});
