import { describe, expect, it } from 'vitest';
import { bundleHash, hashJson } from '#engine';
import { claimRequest, openStorage } from '../storage/index.ts';
import { greetingPage } from '../testing/pages.ts';
import { signedRelease, signingPair } from '../testing/signed-release.ts';
import { type Publisher, publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const send = ({ server }: Publisher, payload: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: '/api/v1/releases', headers: { ...server.admin, ...headers }, payload });

const shown = async ({ server }: Publisher, url = '/greeting'): Promise<string> => (await server.app.inject(url)).body;

describe('publishing (P1, P2)', () => {
  it('serves what was approved, and lists it', async () => {
    const publisher = await publishingServer();
    const reply = await publisher.publish(greetingPage());
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({
      documentId: 'acme/greeting',
      channel: 'production',
      versionHash: expect.stringMatching(/^sha256-/),
      semver: '1.0.0',
      url: `${publisher.server.url}/greeting`,
      publishedAt: expect.any(String),
      publishedBy: 'Ada',
    });
    expect(await shown(publisher)).toContain('Hello</h1>');
    const { app, admin } = publisher.server;
    expect((await app.inject({ url: '/api/v1/releases', headers: admin })).json()).toEqual([reply.json()]);
    const one = await app.inject({ url: `/api/v1/releases/${reply.json().versionHash}`, headers: admin });
    expect(one.json()).toMatchObject({
      documentId: 'acme/greeting',
      semver: '1.0.0',
      storedBy: 'Ada',
      route: '/greeting',
    });
  });

  it('keeps in the audit which cases of its visual test did not count', async () => {
    const dataDir = await temporaryFolder();
    const publisher = await publishingServer({ DATA_DIR: dataDir });
    const excuses = ['base, mobile: In quarantine by Ada until 2026-03-01; Bob sees to it: It blinks.'];
    const request = signedRelease(greetingPage(), publisher.person, { statement: { excuses } });
    expect((await send(publisher, request)).statusCode).toBe(200);
    // They are part of what was signed.
    const { statement } = request.approval;
    const without = { ...request, approval: { ...request.approval, statement: { ...statement, excuses: [] } } };
    expect((await send(publisher, without)).json()).toMatchObject({ code: 'approval/forged' });
    await publisher.server.close();
    const { db, close } = await openStorage(dataDir);
    const entries = await db.selectFrom('audit').selectAll().where('action', '=', 'release.publish').execute();
    expect(entries.filter(({ outcome }) => outcome === 'done').map(({ reason }) => reason)).toEqual(excuses);
    await close();
  });

  it('refuses whatever is not what people we know approved, each with its own code, and changes nothing', async () => {
    const publisher = await publishingServer();
    const { person } = publisher;
    await publisher.publish(greetingPage());
    const honest = signedRelease(greetingPage({ text: 'Changed', version: '1.1.0' }), person);
    const stranger = signingPair();
    const changed = greetingPage({ text: 'Evil', version: '1.1.0' });
    const { statement } = honest.approval;
    const refused: readonly (readonly [object, number, string])[] = [
      [
        { ...honest, approval: { ...honest.approval, statement: { ...statement, approvedBy: 'Eve' } } },
        403,
        'approval/forged',
      ],
      [{ ...honest, approval: stranger.approve(statement) }, 403, 'approval/foreign'],
      [signedRelease(changed, person, { statement: { documentId: 'acme/other' } }), 403, 'approval/foreign'],
      [{ ...signedRelease(changed, person), approval: honest.approval }, 409, 'approval/outdated'],
      [{ ...honest, channel: 'staging' }, 403, 'release/forged'],
      [{ ...honest, ...stranger.publish(bundleHash(honest.bundle), 'production') }, 403, 'release/foreign'],
      [
        signedRelease(changed, person, { statement: { programHash: statement.programHash } }),
        409,
        'release/bundle-mismatch',
      ],
      [signedRelease(changed, person, { statement: { version: '9.0.0' } }), 409, 'release/bundle-mismatch'],
      [signedRelease(greetingPage({ view: { id: 'x', type: 'Nonsense' } }), person), 422, 'release/has-problems'],
      [signedRelease(JSON.stringify({ ...JSON.parse(changed), route: undefined }), person), 422, 'release/not-a-page'],
      [signedRelease(greetingPage({ id: 'acme/rival' }), person), 409, 'route/taken'],
      [signedRelease(greetingPage({ id: 'acme/rival', route: '/api/v1/keys' }), person), 409, 'route/taken'],
    ];
    for (const [request, status, code] of refused) {
      const reply = await send(publisher, request);
      expect([code, reply.statusCode, reply.json().code]).toEqual([code, status, code]);
    }
    expect(await shown(publisher)).toContain('Hello</h1>');
    const { app, admin } = publisher.server;
    const hash = bundleHash(honest.bundle);
    expect((await app.inject({ url: `/api/v1/releases/${hash}`, headers: admin })).statusCode).toBe(404);
  });

  it('tells the problems of a document', async () => {
    const publisher = await publishingServer();
    const reply = await publisher.publish(greetingPage({ view: { id: 'x', type: 'Nonsense' } }));
    expect(reply.json().details.join()).toMatch(/UI\d{4}/);
  });

  it('refuses an asset with other bytes than its hash', async () => {
    const publisher = await publishingServer();
    const hash = `sha256-${'A'.repeat(43)}`;
    const reply = await publisher.publish(greetingPage(), {
      bundle: { assets: [{ path: 'a.png', hash, base64: 'AAAA' }] },
    });
    expect(reply.json()).toMatchObject({ code: 'release/bundle-mismatch', details: ['asset a.png'] });
  });

  it.each([
    ['settings', { site: { images: 'https://cdn.example' } }],
    ['settings', { site: { images: [1] } }],
    ['settings', { site: { base: '//evil.example/' } }],
    ['settings', { site: { base: 'https://evil.example/' } }],
    ['settings', { site: { base: '/a/../b/' } }],
    ['settings', { locales: { default: 5 } }],
    ['manifests', { sources: { sources: 5 } }],
    ['manifests', { calls: { calls: { 'orders.create': 5 } } }],
  ])('refuses odd %s, whoever signed them: %j', async (part, value) => {
    const publisher = await publishingServer();
    const reply = await publisher.publish(greetingPage(), { bundle: { [part]: value } });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request/invalid']);
  });

  it.each(['/shop', 'shop/', '/shop/'])('serves below the base %s, styles included', async (base) => {
    const publisher = await publishingServer();
    const reply = await publisher.publish(greetingPage(), {
      bundle: { settings: { site: { base }, access: 'public' } },
    });
    expect(reply.json()).toMatchObject({ url: `${publisher.server.url}/shop/greeting` });
    const [, sheet] = /<link rel="stylesheet" href="([^"]*)"/.exec(await shown(publisher, '/shop/greeting')) ?? [];
    expect(sheet).toMatch(/^\/shop\/_ui\/styles\//);
    expect((await publisher.server.app.inject(sheet ?? '')).statusCode).toBe(200);
  });

  it('only asks when told to', async () => {
    const publisher = await publishingServer();
    const reply = await publisher.publish(greetingPage(), { dryRun: true });
    expect(reply.json()).toMatchObject({ documentId: 'acme/greeting', channel: 'production' });
    const { app, admin } = publisher.server;
    expect((await app.inject('/greeting')).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/v1/releases', headers: admin })).json()).toEqual([]);
    expect((await publisher.publish(greetingPage(), { dryRun: true })).statusCode).toBe(200);
  });

  it('takes the same request many times at once as one', async () => {
    const dataDir = await temporaryFolder();
    const publisher = await publishingServer({ DATA_DIR: dataDir });
    const request = signedRelease(greetingPage(), publisher.person);
    const replies = await Promise.all(Array.from({ length: 100 }, () => send(publisher, request)));
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(replies[0]?.statusCode).toBe(200);
    expect((await send(publisher, request)).body).toBe(replies[0]?.body);
    await publisher.server.close();
    const { db, close } = await openStorage(dataDir);
    for (const table of ['release', 'live', 'activation'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(1);
    const published = await db.selectFrom('audit').selectAll().where('action', '=', 'release.publish').execute();
    expect(published).toHaveLength(1);
    await close();
  });

  it('gives a late retry its old answer without going back', async () => {
    const publisher = await publishingServer();
    const first = signedRelease(greetingPage(), publisher.person);
    const key = { 'idempotency-key': 'attempt-1' };
    const answer = await send(publisher, first, key);
    await publisher.publish(greetingPage({ text: 'Newer', version: '1.1.0' }));
    expect((await send(publisher, first, key)).body).toBe(answer.body);
    expect(await shown(publisher)).toContain('Newer');
    const other = await send(publisher, signedRelease(greetingPage(), publisher.person, { channel: 'staging' }), key);
    expect([other.statusCode, other.json().code]).toEqual([422, 'request/key-reused']);
  });

  it('goes back to an earlier version and forward again', async () => {
    const publisher = await publishingServer();
    const old = (await publisher.publish(greetingPage())).json();
    await publisher.publish(greetingPage({ text: 'Newer', version: '1.1.0' }));
    expect(await shown(publisher)).toContain('Newer');
    const { app, admin } = publisher.server;
    const activate = (hash: string) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/releases/${hash}/activate`,
        headers: { ...admin, 'if-match': '*' },
        payload: { channel: 'production' },
      });
    expect((await activate(old.versionHash)).json()).toMatchObject({ semver: '1.0.0', publishedBy: 'admin' });
    expect(await shown(publisher)).toContain('Hello</h1>');
    expect((await activate(`sha256-${'x'.repeat(43)}`)).json().code).toBe('release/not-found');
    await publisher.publish(greetingPage({ text: 'Newer', version: '1.1.0' }));
    expect(await shown(publisher)).toContain('Newer');
  });

  it('keeps staging and production apart', async () => {
    const publisher = await publishingServer();
    await publisher.publish(greetingPage());
    await publisher.publish(greetingPage({ text: 'Next', version: '2.0.0' }), { channel: 'staging' });
    expect(await shown(publisher)).toContain('Hello</h1>');
    expect(await shown(publisher, '/greeting?_channel=staging')).toContain('Next');
  });

  it('lets a document move its own route and another take the old one', async () => {
    const publisher = await publishingServer();
    await publisher.publish(greetingPage());
    await publisher.publish(greetingPage({ version: '1.1.0', route: '/welcome' }));
    expect((await publisher.server.app.inject('/greeting')).statusCode).toBe(404);
    expect((await publisher.publish(greetingPage({ id: 'acme/other', text: 'Other' }))).statusCode).toBe(200);
    expect(await shown(publisher)).toContain('Other');
  });

  it('serves again after a restart what was live before', async () => {
    const dataDir = await temporaryFolder();
    const before = await publishingServer({ DATA_DIR: dataDir });
    await before.publish(greetingPage());
    const html = await shown(before);
    await before.server.close();
    const after = await publishingServer({ DATA_DIR: dataDir });
    expect(await shown(after)).toBe(html);
  });

  it('accepts nothing more from a key that was revoked', async () => {
    const publisher = await publishingServer();
    await publisher.publish(greetingPage());
    const { app, admin } = publisher.server;
    await app.inject({ method: 'POST', url: `/api/v1/keys/${publisher.person.id}/revoke`, headers: admin });
    const reply = await publisher.publish(greetingPage({ version: '1.1.0' }));
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'approval/foreign']);
    expect(await shown(publisher)).toContain('Hello</h1>');
  });
});

it('answers for many versions in one request, each with a result of its own (P2, P5)', async () => {
  const publisher = await publishingServer();
  const { versionHash } = (await publisher.publish(greetingPage())).json();
  const { app, admin } = publisher.server;
  const ask = (hashes: readonly string[]) =>
    app.inject({ method: 'POST', url: '/api/v1/releases/batch', headers: admin, payload: { hashes } });
  const one = (await app.inject({ url: `/api/v1/releases/${versionHash}`, headers: admin })).json();
  const missing = { hash: 'none', ok: false, failure: { code: 'release/not-found' } };
  expect((await ask([versionHash, 'none', versionHash])).json()).toMatchObject([
    { hash: versionHash, ok: true, value: one },
    missing,
    { hash: versionHash, ok: true, value: one },
  ]);
  expect((await ask([])).json()).toEqual([]);
  expect((await ask(Array.from({ length: 101 }, () => 'x'))).statusCode).toBe(400);
});

describe('requests that are repeated (P1)', () => {
  const key = { 'idempotency-key': 'attempt-1' };

  it('are one request, however many come at once', async () => {
    const publisher = await publishingServer();
    const request = signedRelease(greetingPage(), publisher.person);
    const replies = await Promise.all(Array.from({ length: 5 }, () => send(publisher, request, key)));
    const bodies = replies.filter(({ statusCode }) => statusCode === 200).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    for (const { statusCode, body } of replies)
      if (statusCode !== 200) expect([statusCode, JSON.parse(body).code]).toEqual([409, 'request/in-work']);
    expect((await send(publisher, request, key)).body).toBe(bodies[0]);
  });

  it('wait for a server that works on them, take over from one that died, and keep their answer for a day', async () => {
    const dataDir = await temporaryFolder();
    let time = Date.parse('2026-01-01T00:00:00Z');
    const publisher = await publishingServer({ DATA_DIR: dataDir }, () => new Date(time));
    const request = signedRelease(greetingPage(), publisher.person);
    const { db, close } = await openStorage(dataDir);
    const at = new Date(time).toISOString();
    const until = new Date(time + 60_000).toISOString();
    await claimRequest(db, { key: 'admin attempt-1', body_hash: hashJson(request), at, until });
    expect((await send(publisher, request, key)).json().code).toBe('request/in-work');
    time += 60_000;
    const answer = await send(publisher, request, key);
    expect(answer.statusCode).toBe(200);
    const other = signedRelease(greetingPage({ version: '1.1.0', text: 'Newer' }), publisher.person);
    time += 23 * 3_600_000;
    expect((await send(publisher, request, key)).body).toBe(answer.body);
    expect((await send(publisher, other, key)).json().code).toBe('request/key-reused');
    time += 2 * 3_600_000;
    expect((await send(publisher, other, key)).statusCode).toBe(200);
    await close();
  });

  it('may be tried again under their key when they came to nothing', async () => {
    const publisher = await publishingServer();
    const [first, rival] = [greetingPage(), greetingPage({ id: 'acme/rival' })];
    await publisher.publish(first);
    const request = signedRelease(rival, publisher.person);
    for (const _ of [1, 2]) expect((await send(publisher, request, key)).json().code).toBe('route/taken');
    await publisher.publish(greetingPage({ version: '1.1.0', route: '/elsewhere' }));
    expect((await send(publisher, request, key)).statusCode).toBe(200);
  });

  it.each(['', 'x'.repeat(201)])('are refused with a key that is none: %j', async (bad) => {
    const publisher = await publishingServer();
    const reply = await send(publisher, signedRelease(greetingPage(), publisher.person), { 'idempotency-key': bad });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request/invalid']);
  });
});

describe('changes that expect something to be live (P2)', () => {
  async function published() {
    const publisher = await publishingServer();
    const { app, admin } = publisher.server;
    const live = () => app.inject({ url: '/api/v1/live/production/acme/greeting', headers: admin });
    const nothing = await live();
    expect([nothing.statusCode, nothing.json().code]).toEqual([404, 'release/not-found']);
    const first = await send(publisher, signedRelease(greetingPage(), publisher.person), { 'if-none-match': '*' });
    expect(first.statusCode).toBe(200);
    const activate = (hash: string, headers: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/releases/${hash}/activate`,
        headers: { ...admin, ...headers },
        payload: { channel: 'production' },
      });
    return { publisher, live, activate, first, newer: greetingPage({ version: '1.1.0', text: 'Newer' }) };
  }

  it('are told by its tag, and refused once it has moved', async () => {
    const { publisher, live, first, newer } = await published();
    const { etag } = (await live()).headers;
    expect([etag, first.headers.etag]).toEqual([`"${first.json().versionHash}"`, etag]);
    expect((await live()).json()).toEqual(first.json());
    const { app, admin } = publisher.server;
    const again = { url: '/api/v1/live/production/acme/greeting', headers: { ...admin, 'if-none-match': `${etag}` } };
    expect((await app.inject(again)).statusCode).toBe(304);
    expect((await send(publisher, signedRelease(newer, publisher.person), { 'if-match': `${etag}` })).statusCode).toBe(
      200,
    );
    const late = signedRelease(greetingPage({ version: '1.2.0', text: 'Late' }), publisher.person);
    for (const headers of [
      { 'if-match': `${etag}` },
      { 'if-match': `W/${(await live()).headers.etag}` },
      { 'if-none-match': '*' },
    ]) {
      const reply = await send(publisher, late, headers);
      expect([reply.statusCode, reply.json().code]).toEqual([412, 'release/moved']);
    }
    expect(await shown(publisher)).toContain('Newer');
  });

  it('must be told when going back, and a change whose answer was lost is not refused', async () => {
    const { publisher, activate, first, newer } = await published();
    const old = first.json().versionHash as string;
    const next = (await publisher.publish(newer)).json().versionHash as string;
    const without = await activate(old, {});
    expect([without.statusCode, without.json().code]).toEqual([428, 'request/unconditional']);
    expect((await activate(old, { 'if-match': `"${old}x"` })).statusCode).toBe(412);
    const back = { 'if-match': `"x", "${next}"` };
    expect((await activate(old, back)).statusCode).toBe(200);
    expect((await activate(old, back)).headers.etag).toBe(`"${old}"`);
    expect(await shown(publisher)).toContain('Hello</h1>');
  });

  it.each([
    { 'if-match': 'sha256-x' },
    { 'if-match': '"a' },
    { 'if-match': '*', 'if-none-match': '*' },
    { 'if-none-match': '"a"' },
  ])('are refused when they say it unclearly: %j', async (headers) => {
    const { activate, first } = await published();
    const reply = await activate(first.json().versionHash, headers);
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request/invalid']);
  });
});
