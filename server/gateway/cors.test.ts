import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../config.ts';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { temporaryServer } from '../testing/temporary-server.ts';

const friend = 'https://studio.example';
const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

describe('calls from pages of other origins (S9)', () => {
  it('are allowed to those on the list, exactly as written, for half a day', async () => {
    const { app, admin } = await temporaryServer({ CORS_ORIGINS: `${friend}, https://other.example:8443` });
    const asked = (origin: string) =>
      app.inject({ method: 'OPTIONS', url: '/api/v1/keys', headers: { ...preflight, origin } });
    expect((await asked(friend)).headers).toMatchObject({
      'access-control-allow-origin': friend,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-max-age': '43200',
    });
    const strangers = [
      'https://evil.example',
      'null',
      'http://studio.example',
      `${friend}.evil.example`,
      `${friend}:444`,
      `${friend}/`,
    ];
    for (const origin of strangers) {
      const { headers } = await asked(origin);
      expect(
        Object.keys(headers).filter((name) => name.startsWith('access-control')),
        origin,
      ).toEqual([]);
      expect(headers['vary']).toBe('Origin');
    }
    const read = await app.inject({ url: '/api/v1/keys', headers: { ...admin, origin: friend } });
    expect([read.statusCode, read.headers['access-control-allow-origin']]).toEqual([200, friend]);
    expect(read.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('are allowed to nobody by default, and never to pages', async () => {
    const closed = await temporaryServer();
    const asked = await closed.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/keys',
      headers: { ...preflight, origin: friend },
    });
    expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([404, undefined]);
    const { app } = await temporaryServer({ CORS_ORIGINS: friend });
    const page = await app.inject({ url: '/', headers: { origin: friend } });
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    '*',
    'null',
    'studio.example',
    'https://studio.example/',
    'https://*.example',
    'ftp://studio.example',
  ])('cannot be allowed to "%s"', (origin) => {
    expect(readConfig({ CORS_ORIGINS: origin })).toMatchObject({ problems: [expect.stringContaining('CORS_ORIGINS')] });
  });

  it.runIf(hasChromium)('reach the page that made them in a browser only from the list', async () => {
    const sites = await Promise.all([0, 1].map(emptySite));
    const [named, stranger] = sites as [string, string];
    const { url, admin } = await temporaryServer({ CORS_ORIGINS: named });
    const { tab } = await visit(await launchChromium());
    const call = async (site: string): Promise<unknown> => {
      await tab.goto(site);
      const given = JSON.stringify({ headers: admin });
      return tab.evaluate(`fetch('${url}/api/v1/keys', ${given}).then((answer) => answer.json(), () => 'refused')`);
    };
    expect([await call(named), await call(stranger)]).toEqual([[], 'refused']);
  });
});

/** A site with nothing on it, at an origin of its own. */
async function emptySite(): Promise<string> {
  const site = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<title>Empty</title>'));
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}
