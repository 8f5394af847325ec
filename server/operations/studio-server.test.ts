import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { secretBox } from '../accounts/secret-box.ts';
import { readConfig } from '../config.ts';
import { openStorage } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { testCertificate } from '../testing/certificate.ts';
import { kustomized } from '../testing/kustomize.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Publisher, publishingServer, temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { readBackup } from './backup-file.ts';
import type { Finding } from './finding.ts';
import { manifestFindings } from './posture-manifests.ts';
import { serverFindings, transportFindings } from './posture-server.ts';
import { afterRelease, beforeRelease } from './preflight-checks.ts';
import { tenantLines } from './tenant-lines.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const atEnd = atFileEnd();
let folder: string;
let publisher: Publisher;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = await temporaryFolder(atEnd);
  const tenants = join(folder, 'tenants.json');
  writeFileSync(tenants, JSON.stringify({ tenants: { acme: { name: 'Acme', hosts: ['shop.acme.example'] } } }));
  environment = { SECRETS_KEY: key, TENANTS_FILE: tenants };
  publisher = await publishingServer({ ...environment, FAILED_SIGN_INS_PER_MINUTE: '1000' }, undefined, atEnd);
  await publisher.publish(greetingPage());
  writeFileSync(join(folder, 'token'), publisher.server.admin.authorization.slice('Bearer '.length));
});

/** A command as a process of its own. */
async function operate(file: string, ...args: string[]) {
  const path = new URL(file, import.meta.url).pathname;
  const env = { ...process.env, BASE_URL: '', DATA_DIR: publisher.server.dataDir, ...environment };
  const child = spawn(process.execPath, [path, ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

const stateOf = (findings: readonly Finding[], check: string) => findings.find((one) => one.check === check)?.state;
const running = () => ({ url: publisher.server.url, tokenFile: join(folder, 'token') });
const config = () => {
  const reading = readConfig({ DATA_DIR: publisher.server.dataDir, ...environment });
  if ('problems' in reading) throw new Error(reading.problems.join());
  return reading.config;
};

describe('studio server (P10, P11, S13)', () => {
  it('preflight ticks what it can measure, and says what it cannot and what to do', async () => {
    const backups = join(folder, 'backups');
    mkdirSync(backups);
    const findings = await beforeRelease(config(), { server: running(), backups, prometheus: null });
    expect(Object.fromEntries(findings.map(({ check, state }) => [check, state]))).toEqual({
      configuration: 'done',
      database: 'done',
      migrations: 'done',
      pools: 'done',
      'rollback target': 'unknown',
      'audit log': 'done',
      timeouts: 'done',
      'secret ADMIN_TOKEN': 'unknown',
      'secret SECRETS_KEY': 'done',
      limits: 'done',
      headers: 'done',
      certificate: 'unknown',
      DNS: 'unknown',
      alerts: 'unknown',
      'restore drill': 'failed',
    });
    expect(findings.at(-1)?.words).toContain('Run backup.ts.');
    expect((await operate('./backup.ts', backups)).code).toBe(0);
    const { code, said } = await operate('../../main/cli/studio.ts', 'server', 'preflight', '--backups', backups);
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/✓ restore drill: studio-.*\.backup opens and is whole: \d+ rows/),
    ]);
  });

  it('preflight finds what is wrong', async () => {
    const wrong = readConfig({
      ...environment,
      DATA_DIR: publisher.server.dataDir,
      BASE_URL: 'https://nowhere.invalid',
      SOURCE_TIMEOUT_SECONDS: '60',
      FAILED_SIGN_INS_PER_MINUTE: '5000',
    });
    if ('problems' in wrong) throw new Error(wrong.problems.join());
    const findings = await beforeRelease(wrong.config, { server: null, backups: null, prometheus: null });
    for (const check of ['timeouts', 'limits', 'DNS'])
      expect([check, stateOf(findings, check)]).toEqual([check, 'failed']);
  });

  it('preflight goes through a release as well, and after it', async () => {
    const states = (await afterRelease(running(), null)).map(({ check, state }) => [check, state]);
    expect(states).toEqual([
      ['ready', 'done'],
      ['health', 'done'],
      ['failures', 'done'],
      ['speed', expect.any(String)],
      ['pages', 'done'],
      ['alerts', 'unknown'],
    ]);
  });

  it('export writes what is of a tenant, sealed, for whoever has the key', async () => {
    const file = join(folder, 'acme.export');
    expect(await operate('./export.ts', '--tenant', 'acme', file)).toMatchObject({
      code: 0,
      said: /2 entries of "acme", sealed/,
    });
    expect(readFileSync(file).includes('greeting')).toBe(false);
    const keyOf = (text: string) => secretBox(() => [Buffer.from(text, 'base64')]).derive('export');
    const read = async (text: string): Promise<string> => {
      const lines: string[] = [];
      for await (const line of readBackup(file, keyOf(text))) lines.push(line);
      return lines.join('\n');
    };
    const lines = await read(key);
    expect(lines).toContain('"name":"Acme"');
    expect(lines).toContain('"document":"acme/greeting"');
    await expect(read(Buffer.alloc(32, 8).toString('base64'))).rejects.toThrow('another secrets key');
    const storage = await openStorage(publisher.server.dataDir);
    expect(await tenantLines(storage.db, 'nobody', environment['TENANTS_FILE']!)).toBeNull();
    await storage.close();
  });
});

describe('the posture of a running server (S13)', () => {
  it('of ours is sound', async () => {
    const findings = await serverFindings(new URL(publisher.server.url));
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
    for (const check of [
      'headers',
      'authentication',
      'tokens',
      'sign-in limit',
      'header limit',
      'CORS',
      'exposed secrets',
      'words of errors',
    ])
      expect([check, stateOf(findings, check)]).toEqual([check, 'done']);
  });
});

describe('what is spoken on the way to a server (S9, S13)', () => {
  it('is sound of ours, but for a certificate that nobody trusts', async () => {
    const files = testCertificate(folder);
    const { url } = await temporaryServer({ TLS_CERT: files.certificate, TLS_KEY: files.key });
    const findings = await transportFindings(new URL(url));
    expect(findings.filter(({ state }) => state !== 'done').map(({ check }) => check)).toEqual(['certificate']);
  });

  it('is found to be old or weak', async () => {
    const files = testCertificate(folder);
    const [cert, keyText] = [readFileSync(files.certificate), readFileSync(files.key)];
    const old = createServer({ cert, key: keyText, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }, (socket) =>
      socket.end(),
    );
    old.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
    await once(old, 'listening');
    onTestFinished(() => void old.close());
    const findings = await transportFindings(new URL(`https://127.0.0.1:${(old.address() as AddressInfo).port}`));
    for (const check of ['TLS 1.1', 'ciphers', 'certificate', 'HTTP/2'])
      expect([check, stateOf(findings, check)]).toEqual([check, 'failed']);
  });
});

describe('the posture of a cluster (S13)', () => {
  const overlay = new URL('../../deploy/kubernetes/overlays/production', import.meta.url).pathname;

  it('of our own manifests is sound, and each thing that is left out is found', async () => {
    const { parseAllDocuments } = await import('yaml');
    const text = kustomized(overlay);
    const findingsOf = (changed: string) => manifestFindings(parseAllDocuments(changed).map((one) => one.toJS()));
    expect(findingsOf(text).filter(({ state }) => state !== 'done')).toEqual([]);
    const changes: readonly (readonly [string, string | RegExp, string])[] = [
      ['pod security', /readOnlyRootFilesystem: true/g, 'readOnlyRootFilesystem: false'],
      ['pod security', /allowPrivilegeEscalation: false/g, 'allowPrivilegeEscalation: true'],
      ['service accounts', /automountServiceAccountToken: false/g, 'automountServiceAccountToken: true'],
      ['resource limits', /memory: \S+/g, 'disk: 1'],
      ['network policies', /- Egress/g, '- Ingress'],
      ['images', /(image: .*):[^:\n]+$/gm, '$1:latest'],
    ];
    for (const [check, from, to] of changes) {
      expect(text.replace(from, to)).not.toBe(text);
      expect([check, from, stateOf(findingsOf(text.replace(from, to)), check)]).toEqual([check, from, 'failed']);
    }
    const role = { kind: 'Role', metadata: { name: 'all' }, rules: [{ verbs: ['*'], resources: ['pods'] }] };
    expect(stateOf(manifestFindings([role]), 'rights')).toBe('failed');
  });
});
