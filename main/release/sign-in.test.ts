import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerStatus, Version } from '#contract';
import { approvalText } from '#engine';
import { fileKeychain } from '../host/keychain.ts';
import { approvalKey } from '../reviews/approval-key.ts';
import { versionsIn } from '../store/versions.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { type ProductionServer, productionServer } from '../testing/production-server.ts';
import { type SampleStudio, sampleStudio } from '../testing/sample-studio.ts';
import { type PersonSession, readSession, writeSession } from './person-session.ts';
import { clockProblem } from './server-status.ts';

const ends: (() => void | Promise<void>)[] = [];
let server: ProductionServer;
beforeAll(async () => {
  const environment = { OWN_APPROVALS: 'never', WRITE_BURST: '1000', API_BURST: '10000' };
  server = await productionServer(environment, (end) => ends.push(end));
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** A call of the server's own API, as its administrator or with another token. */
async function api(path: string, body: object = {}, token = server.token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${server.url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

let made = 0;
async function person(
  role: string,
): Promise<{ readonly id: string; readonly name: string; readonly password: string }> {
  made += 1;
  const reply = await api('people', { name: `${role}-${made}@example.com`, role });
  return (await reply.json()) as { id: string; name: string; password: string };
}

const signIn = (
  { studio }: SampleStudio,
  { name, password }: { readonly name: string; readonly password: string },
  code = '',
) => studio.handlers['server.sign-in']({ url: `${server.url}/`, name, password, code });
const status = async ({ studio }: SampleStudio): Promise<ServerStatus> =>
  valueFrom(await studio.handlers['server.status']({}));
const session = ({ dataDir }: SampleStudio): PersonSession | null => readSession(fileKeychain(dataDir), server.url);
/** As if the access token had run out. */
const outlive = (sample: SampleStudio) =>
  valueFrom(writeSession(fileKeychain(sample.dataDir), server.url, { ...session(sample)!, accessUntil: 0 }));

describe('signing in at a server (S14)', () => {
  it('takes name and password, keeps the session in the keychain alone, and lasts over a restart', async () => {
    const sample = await sampleStudio();
    const ada = await person('release-manager');
    const wrong = failureFrom(await signIn(sample, { ...ada, password: 'not the password' }));
    expect(wrong).toMatchObject({ code: 'release/wrong-credentials', message: expect.stringContaining('disabled') });
    expect(failureFrom(await sample.studio.handlers['server.status']({})).code).toBe('release/not-configured');
    const signedIn = valueFrom(await signIn(sample, { name: ` ${ada.name.toUpperCase()} `, password: ada.password }));
    expect(signedIn).toMatchObject({
      url: server.url,
      reachable: true,
      problem: null,
      clock: null,
      hasToken: true,
      keyRegistered: true,
      person: { name: ada.name, role: 'release-manager', mayPublish: true, passwordIsGiven: true },
      rules: { production: { people: 1, ownCounts: false } },
    });
    const { refreshToken, accessToken } = session(sample)!;
    for (const place of readdirSync(sample.folder, { recursive: true, withFileTypes: true }))
      if (place.isFile()) {
        const bytes = readFileSync(join(place.parentPath, place.name), 'latin1');
        for (const secret of [refreshToken, accessToken, ada.password]) expect(bytes.includes(secret)).toBe(false);
      }
    await sample.studio.close();
    const again = await sampleStudio({ project: sample.folder, dataDir: sample.dataDir });
    expect((await status(again)).person?.name).toBe(ada.name);
  });

  it('goes on by rotation, once however many ask', async () => {
    const sample = await sampleStudio();
    valueFrom(await signIn(sample, await person('qa')));
    const before = session(sample)!;
    outlive(sample);
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => status(sample)));
    expect(all.map(({ person: who, problem }) => [who?.role, problem])).toEqual(all.map(() => ['qa', null]));
    expect(session(sample)?.refreshToken).not.toBe(before.refreshToken);
    const spent = await api('refresh', { refreshToken: before.refreshToken });
    expect(spent.status).toBe(401);
  });

  it('gets another access token when its key was revoked, and nobody notices', async () => {
    const sample = await sampleStudio();
    valueFrom(await signIn(sample, await person('qa')));
    const before = session(sample)!;
    const { kid } = JSON.parse(Buffer.from(before.accessToken.split('.')[0]!, 'base64url').toString());
    expect((await api(`token-keys/${kid}/revoke`)).status).toBe(200);
    expect(await status(sample)).toMatchObject({ problem: null, person: { role: 'qa' } });
    expect(session(sample)?.accessToken).not.toBe(before.accessToken);
  });

  it('says that a session was ended, for what reason, and goes on after the next sign-in', async () => {
    const sample = await sampleStudio();
    const grace = await person('designer');
    valueFrom(await signIn(sample, grace));
    await api(`people/${grace.id}/disable`);
    expect(await status(sample)).toMatchObject({
      hasToken: false,
      person: null,
      problem: expect.stringContaining('an administrator ended it'),
    });
    expect(session(sample)).toBeNull();
    expect((await status(sample)).problem).toContain('Nobody is signed in');
    expect(failureFrom(await signIn(sample, grace)).code).toBe('release/wrong-credentials');
    await api(`people/${grace.id}/enable`);
    expect(valueFrom(await signIn(sample, grace)).person?.name).toBe(grace.name);
    const stolen = await api('refresh', { refreshToken: session(sample)!.refreshToken });
    expect(stolen.status).toBe(200);
    outlive(sample);
    expect((await status(sample)).problem).toContain('for safety');
  });

  it('asks for the second factor', async () => {
    const sample = await sampleStudio();
    const ada = await person('release-manager');
    valueFrom(await signIn(sample, ada));
    const { accessToken } = session(sample)!;
    const { seed } = (await (await api('me/second-factor', {}, accessToken)).json()) as { seed: string };
    const totp = new TOTP({ secret: Secret.fromBase32(seed) });
    const confirmed = await api('me/second-factor/confirm', { code: totp.generate() }, accessToken);
    const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: readonly string[] };
    expect(failureFrom(await signIn(sample, ada)).code).toBe('release/code-needed');
    expect(failureFrom(await signIn(sample, ada, '000000')).code).toBe('release/wrong-code');
    const [code = ''] = recoveryCodes;
    expect(valueFrom(await signIn(sample, ada, ` ${code} `)).person).toMatchObject({ secondFactor: true });
  });

  it('changes a password that somebody else gave', async () => {
    const sample = await sampleStudio();
    const ada = await person('designer');
    valueFrom(await signIn(sample, ada));
    const change = (current: string, next: string) =>
      sample.studio.handlers['server.change-password']({ current, next });
    expect(failureFrom(await change('wrong', 'a much longer one'))).toMatchObject({
      message: expect.stringContaining('current'),
    });
    expect(failureFrom(await change(ada.password, 'short')).message).toContain('12');
    expect(valueFrom(await change(ada.password, 'a much longer one')).person?.passwordIsGiven).toBe(false);
  });

  it('signs out, with and without the server', async () => {
    const sample = await sampleStudio();
    const ada = await person('designer');
    valueFrom(await signIn(sample, ada));
    const { refreshToken } = session(sample)!;
    expect(valueFrom(await sample.studio.handlers['server.sign-out']({}))).toEqual({ note: null });
    expect((await api('refresh', { refreshToken })).status).toBe(401);
    expect(await status(sample)).toMatchObject({
      hasToken: false,
      problem: expect.stringContaining('Nobody is signed'),
    });
    const lone = await sampleStudio();
    const own = await productionServer();
    const made = await fetch(`${own.url}/api/v1/people`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.token}`, 'content-type': 'application/json' },
      body: '{ "name": "eve", "role": "qa" }',
    });
    const { password } = (await made.json()) as { password: string };
    valueFrom(await lone.studio.handlers['server.sign-in']({ url: own.url, name: 'eve', password, code: '' }));
    await own.stop();
    expect((await status(lone)).problem).toContain('cannot be reached');
    expect(valueFrom(await lone.studio.handlers['server.sign-out']({})).note).toContain('could not be told');
    expect(readSession(fileKeychain(lone.dataDir), own.url)).toBeNull();
  });

  it('takes no address that a password must not travel to', async () => {
    const sample = await sampleStudio();
    const request = { name: 'ada', password: 'secret', code: '' };
    const reply = await sample.studio.handlers['server.sign-in']({ url: 'http://pages.example.com', ...request });
    expect(failureFrom(reply).code).toBe('release/bad-address');
  });
});

describe('keys of whoever is signed in (S14)', () => {
  it('are replaced when others may have seen them', async () => {
    const sample = await sampleStudio();
    const ada = await person('qa');
    valueFrom(await signIn(sample, ada));
    const before = valueFrom(approvalKey(fileKeychain(sample.dataDir), ada.name));
    expect(valueFrom(await sample.studio.handlers['server.replace-key']({})).keyRegistered).toBe(true);
    const keys = await fetch(`${server.url}/api/v1/keys`, { headers: { authorization: `Bearer ${server.token}` } });
    const registered = ((await keys.json()) as { id: string; revokedAt: string | null; personId: string }[])
      .filter(({ personId }) => personId === ada.id)
      .map(({ id, revokedAt }) => [id === before.id, revokedAt !== null]);
    expect(registered.toSorted()).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('are not taken from somebody else', async () => {
    const sample = await sampleStudio();
    const [ada, eve] = [await person('qa'), await person('qa')];
    valueFrom(await signIn(sample, ada));
    const keychain = fileKeychain(sample.dataDir);
    const pem = keychain.read(`approval-key ${ada.name}`) ?? '';
    valueFrom(keychain.write(`approval-key ${eve.name}`, pem));
    expect(failureFrom(await signIn(sample, eve)).code).toBe('release/key-taken');
    expect(session(sample)?.name).toBe(ada.name);
  });
});

describe('approvals by others (S14, P1)', { timeout: 60_000 }, () => {
  const page = 'orders.page.json';
  const save = async ({ studio, text }: SampleStudio): Promise<Version> =>
    valueFrom(await studio.handlers['version.save']({ path: page, text: text(page), message: 'first' }));
  /** As `review.approve` does once pictures are accepted. */
  function approve(sample: SampleStudio, { hash, documentId, semver, programHash }: Version, by: string) {
    const key = valueFrom(approvalKey(fileKeychain(sample.dataDir), by));
    const statement = {
      format: 1,
      verdict: 'approved',
      documentId,
      version: semver,
      bundleHash: hash,
      programHash,
      approvedBy: by,
      approvedAt: '2026-01-01T00:00:00Z',
    } as const;
    const signature = key.sign(approvalText(statement));
    versionsIn(sample.studio.project()!.store.database).approve(hash, { statement, keyId: key.id, signature });
  }

  it('reach the publisher on another machine, where one’s own would not do', async () => {
    const [mine, theirs] = [await sampleStudio(), await sampleStudio()];
    const [designer, manager] = [await person('designer'), await person('release-manager')];
    valueFrom(await signIn(mine, designer));
    valueFrom(await signIn(theirs, manager));
    const version = await save(mine);
    expect((await save(theirs)).hash).toBe(version.hash);
    const publish = () =>
      theirs.studio.handlers['release.publish']({ hash: version.hash, channel: 'production', dryRun: false });
    expect(failureFrom(await publish()).code).toBe('release/not-approved');
    approve(mine, version, designer.name);
    expect((await status(mine)).approvals).toMatchObject([{ hash: version.hash, by: designer.name }]);
    expect((await status(theirs)).approvals.map(({ hash, by }) => [hash, by])).toEqual([[version.hash, designer.name]]);
    const refused = await mine.studio.handlers['release.publish']({
      hash: version.hash,
      channel: 'staging',
      dryRun: true,
    });
    expect(failureFrom(refused)).toMatchObject({
      code: 'release/unauthorized',
      message: expect.stringContaining('Your role'),
    });
    expect(valueFrom(await publish())).toMatchObject({ versionHash: version.hash, publishedBy: manager.name });
  });

  it('are what a publisher needs: their own does not count', async () => {
    const sample = await sampleStudio();
    const manager = await person('release-manager');
    valueFrom(await signIn(sample, manager));
    sample.write(page, sample.text(page).replace('"version": "2.3.0"', '"version": "2.3.7"'));
    await sample.studio.project()?.reload([]);
    const version = await save(sample);
    approve(sample, version, manager.name);
    const own = await sample.studio.handlers['release.publish']({
      hash: version.hash,
      channel: 'production',
      dryRun: true,
    });
    expect(failureFrom(own)).toMatchObject({
      code: 'release/refused',
      message: expect.stringContaining('Somebody else'),
    });
  });
});

describe('the clock of this machine', () => {
  it('may be two minutes off', () => {
    expect([null, 0, 120_000, -120_000].map(clockProblem)).toEqual([null, null, null, null]);
    expect(clockProblem(300_000)).toContain("5 minutes behind the server's");
    expect(clockProblem(-7 * 60_000)).toContain("7 minutes ahead of the server's");
  });
});
