import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greetingPage } from '../testing/pages.ts';
import { signedInPerson, type TestPerson } from '../testing/people.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
let site: Publisher;
let admin: TestPerson;
beforeAll(async () => {
  site = await publishingServer({ FAILED_SIGN_INS_PER_MINUTE: '1000' }, undefined, (end) => ends.push(end));
  admin = await signedInPerson(site.server, 'admin');
  await site.publish(greetingPage());
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const opened = (url: string, headers: object = admin.headers) =>
  site.server.app.inject({ url, headers: { accept: 'text/html', ...headers } });

describe('pages for operators', () => {
  it('show what is live, where, since when and by whom', async () => {
    const { statusCode, body, headers } = await opened('/_admin/live');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
    for (const words of ['Live', 'acme/greeting', '/greeting', 'production', '1.0.0', 'Ada'])
      expect(body).toContain(words);
    expect(body).toMatch(/<a [^>]*href="\/_admin\/live"[^>]*aria-current="page"/);
    expect(body).not.toContain('<script');
  });

  it('say how the server fares, check by check', async () => {
    const { body } = await opened('/_admin/health');
    for (const words of ['healthy', 'Storage', 'kind: sqlite', 'Memory']) expect(body).toContain(words);
  });

  it('come with their styles from a server that never made them', async () => {
    const { body } = await opened('/_admin/rollouts');
    const [, address] = /href="(\/_ui\/styles\/[^"]+)"/.exec(body) ?? [];
    expect((await opened(address ?? '')).statusCode).toBe(200);
    expect((await opened('/_ui/styles/000000000000.css')).statusCode).toBe(404);
  });

  it('go through the audit log in pages, by who, what and how it ended', async () => {
    for (let at = 0; at < 60; at += 1)
      await site.server.app.inject({ method: 'POST', url: '/api/v1/keys', payload: { name: 'x', publicKey: 'y' } });
    const rows = (body: string) => body.split('<tr>').length - 2;
    const all = await opened('/_admin/audit');
    expect(rows(all.body)).toBe(50);
    expect(all.body).toMatch(/href="\/_admin\/audit\?page=2"/);
    expect((await opened('/_admin/audit?page=2')).body).toContain('release.publish');
    const published = await opened('/_admin/audit?what=RELEASE.pub&outcome=done');
    expect([rows(published.body), published.body.includes('auth/missing')]).toEqual([1, false]);
    expect((await opened('/_admin/audit?outcome=denied&who=anonymous')).body).toContain('auth/missing');
    // What is typed is taken letter by letter, and shown as what it is.
    for (const typed of ['%25', '_', '%5C', "'%20OR%201=1--", '%3Cscript%3E']) {
      const found = await opened(`/_admin/audit?who=${typed}`);
      expect([typed, found.statusCode, found.body.includes('No entry fits')]).toEqual([typed, 200, true]);
      expect(found.body).not.toContain('<script');
    }
    for (const odd of ['page=0', 'page=-1', 'page=1e9', 'page=2&page=3', 'outcome=maybe', `who=${'x'.repeat(500)}`])
      expect((await opened(`/_admin/audit?${odd}`)).statusCode).toBe(200);
  });

  it('are for whoever may see them: others are told, and strangers sent to sign in', async () => {
    const viewer = await signedInPerson(site.server, 'viewer');
    expect((await opened('/_admin/live', viewer.headers)).statusCode).toBe(200);
    for (const page of ['audit', 'health']) {
      const refused = await opened(`/_admin/${page}`, viewer.headers);
      expect([refused.statusCode, refused.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    }
    for (const page of ['live', 'rollouts', 'health', 'audit']) {
      const sent = await opened(`/_admin/${page}`, {});
      expect([sent.statusCode, sent.headers.location]).toEqual([303, '/_admin/sign-in']);
    }
  });
});
