import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage, verifyAudit } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { healthy, type RolloutSite, rolloutSite } from '../testing/rollouts.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';

let site: RolloutSite;
let dataDir: string;
const atEnd = atFileEnd();
beforeAll(async () => {
  dataDir = await temporaryFolder(atEnd);
  site = await rolloutSite({ DATA_DIR: dataDir }, atEnd);
});

beforeEach(async () => {
  const { server, publish, act } = site;
  const open = await server.app.inject({ url: '/api/v1/rollouts?open=true', headers: server.admin });
  for (const { id } of open.json()) await act(id, 'rollback');
  await publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
});

const many = { kind: 'blue-green', steps: [20, 40, 60] } as const;
const codeOf = ({ statusCode, json }: { readonly statusCode: number; json(): { readonly code?: string } }) => [
  statusCode,
  json().code,
];

describe('whoever steers a rollout (P4)', () => {
  it('can do what fits where it stands, and is told so otherwise', async () => {
    const { id } = await site.running('Steered', '2.0.0', many);
    const states = [
      ['resume', 200, 'running', 1],
      ['pause', 200, 'paused', 1],
      ['pause', 200, 'paused', 1],
      ['resume', 200, 'running', 1],
      ['promote', 200, 'running', 2],
      ['pause', 200, 'paused', 2],
      ['promote', 200, 'running', 3],
      ['promote', 200, 'watching', 4],
      ['pause', 409, 'watching', 4],
      ['abort', 409, 'watching', 4],
      ['rollback', 200, 'rolled-back', 4],
      ['rollback', 200, 'rolled-back', 4],
      ['promote', 409, 'rolled-back', 4],
    ] as const;
    for (const [action, status, state, step] of states) {
      const answer = await site.act(id, action);
      expect([action, answer.statusCode, answer.body]).toEqual([action, status, expect.any(String)]);
      expect(await site.read(id)).toMatchObject({ state, step });
      if (status === 409) expect(answer.json().code).toBe('rollout/not-now');
    }
    expect(await site.shown()).toBe('Stable');
  });

  it('ends the watch early by promoting once more', async () => {
    const { id } = await site.running('Early', '2.1.0', many);
    expect((await site.act(id, 'promote', { to: 'all' })).json()).toMatchObject({ state: 'watching', step: 4 });
    expect((await site.act(id, 'promote')).json()).toMatchObject({ state: 'done' });
    expect(codeOf(await site.act(id, 'rollback'))).toEqual([409, 'rollout/not-now']);
    expect(await site.shown()).toBe('Early');
  });

  it('is written down with the reason, in the history, in the audit and in the outbox', async () => {
    const { id } = await site.running('Told', '2.2.0', many);
    for (const action of ['pause', 'resume', 'promote', 'abort']) await site.act(id, action);
    const { history } = await site.read(id);
    const people = history.filter(({ by, kind }) => by === 'admin' && !kind.startsWith('stage-'));
    const expected = ['started', 'paused', 'resumed', 'promoted', 'step', 'aborted'];
    expect(people.map(({ kind }) => kind)).toEqual(expected);
    expect(people.map(({ why }) => why)).toEqual([
      'A better greeting',
      ...['pause', 'resume', 'promote', 'promote', 'abort'].map((action) => `Time to ${action}`),
    ]);
    const { db, close } = await openStorage(dataDir);
    const audit = await db.selectFrom('audit').selectAll().where('target', 'like', `${id} %`).orderBy('seq').execute();
    const byPerson = audit.filter(({ actor }) => actor === 'admin');
    expect(byPerson.map(({ action }) => action)).toEqual(expected.map((kind) => `rollout.${kind}`));
    expect(byPerson.map(({ reason }) => reason)).toEqual(people.map(({ why }) => why));
    expect(await verifyAudit(db)).toMatchObject({ intact: true });
    const events = await db
      .selectFrom('outbox')
      .selectAll()
      .where('detail', 'like', `%${id}%`)
      .orderBy('seq')
      .execute();
    expect(events.map(({ kind }) => kind)).toEqual(history.map(({ kind }) => `rollout.${kind}`));
    await close();
  });

  it('takes one step where two people promote at once, and names the rollout they looked at', async () => {
    const { id, epoch } = await site.running('Once', '2.3.0', many);
    const both = await Promise.all([1, 2].map(() => site.act(id, 'promote', {}, { 'if-match': `"${epoch}"` })));
    expect(both.map(codeOf).sort()).toEqual([
      [200, undefined],
      [412, 'rollout/moved'],
    ]);
    expect(await site.read(id)).toMatchObject({ step: 2 });
    expect(codeOf(await site.act(id, 'promote', {}, {}))).toEqual([428, 'request/unconditional']);
    expect(codeOf(await site.act(id, 'rollback', {}, { 'if-match': '"1"' }))).toEqual([412, 'rollout/moved']);
    // Whoever is in a hurry need not look first.
    expect((await site.act(id, 'rollback', {}, {})).statusCode).toBe(200);
  });

  it('gets the first answer again with the same key, and starts one rollout', async () => {
    const candidate = await site.store('Keyed', '2.4.0');
    const headers = { 'if-match': '*', 'idempotency-key': 'start-1' };
    const first = await site.start(candidate, many, {}, headers);
    const second = await site.start(candidate, many, {}, headers);
    expect([first.statusCode, second.statusCode, second.json()]).toEqual([201, 201, first.json()]);
    expect(codeOf(await site.start(candidate, { kind: 'canary' }, {}, headers))).toEqual([422, 'request/key-reused']);
  });
});

describe('a rollout is refused (P4)', () => {
  it('when its version does not fit what is live, each with its own code', async () => {
    const { server, publish } = site;
    const fine = await site.store('Fine', '3.0.0');
    const elsewhere = await site.store('Elsewhere', '3.1.0', { route: '/elsewhere' });
    const first = await site.store('First', '3.2.0', { id: 'acme/first', route: '/first' });
    const live = (await publish(greetingPage({ text: 'Stable', version: '1.0.0' }))).json().versionHash;
    const canary = { kind: 'canary' } as const;
    const refused = [
      [await site.start('sha256-unknown', canary), 404, 'release/not-found'],
      [await site.start(fine, canary, { documentId: 'acme/first' }), 404, 'release/not-found'],
      [await site.start(elsewhere, canary), 409, 'rollout/other-route'],
      [await site.start(first, canary, { documentId: 'acme/first' }), 409, 'rollout/nothing-live'],
      [await site.start(live, canary), 409, 'rollout/live-already'],
      [await site.start(fine, canary, {}, {}), 428, 'request/unconditional'],
      [await site.start(fine, canary, {}, { 'if-match': `"${fine}"` }), 412, 'release/moved'],
      [await site.start(fine, canary, { why: '' }), 400, 'request/invalid'],
      [await site.start(fine, canary, { channel: 'elsewhere' }), 400, 'request/invalid'],
    ] as const;
    for (const [answer, status, code] of refused)
      expect([...codeOf(answer), answer.body]).toEqual([status, code, answer.body]);
    const strategies = [
      { kind: 'big-bang' },
      { kind: 'linear', by: 0 },
      { kind: 'blue-green', steps: [] },
      { kind: 'blue-green', steps: [101] },
      { kind: 'canary', interval: -1 },
      { kind: 'canary', to: { kind: 'header', name: 'Cookie', value: 'x' } },
      { kind: 'canary', to: { kind: 'header', name: 'x y', value: 'x' } },
      { kind: 'canary', to: { kind: 'header', name: 'x', value: 'a\r\nb' } },
      { kind: 'canary', to: { kind: 'tenants', tenants: [] } },
    ];
    for (const strategy of strategies)
      expect([strategy, ...codeOf(await site.start(fine, strategy as never))]).toEqual([
        strategy,
        400,
        'request/invalid',
      ]);
    const list = await server.app.inject({ url: '/api/v1/rollouts?open=true', headers: server.admin });
    expect(list.json()).toEqual([]);
    const none = await server.app.inject({ url: '/api/v1/rollouts/none', headers: server.admin });
    expect(codeOf(none)).toEqual([404, 'rollout/not-found']);
  });

  it('while another one divides visitors, as is everything else that would go live', async () => {
    const { server, publish } = site;
    const other = await site.store('Other', '3.3.0');
    const { id, candidate, stable } = await site.running('Alone', '3.4.0', many);
    expect(codeOf(await site.start(other, many))).toEqual([409, 'rollout/open']);
    expect(codeOf(await publish(greetingPage({ text: 'Hasty', version: '3.5.0' })))).toEqual([409, 'rollout/open']);
    const activate = await server.app.inject({
      method: 'POST',
      url: `/api/v1/releases/${candidate.hash}/activate`,
      headers: { ...server.admin, 'if-match': '*' },
      payload: { channel: 'production' },
    });
    expect(codeOf(activate)).toEqual([409, 'rollout/open']);
    // Elsewhere it is nobody's business.
    expect((await publish(greetingPage({ text: 'Hasty', version: '3.5.0' }), { channel: 'staging' })).statusCode).toBe(
      200,
    );
    await site.act(id, 'promote', { to: 'all' });
    expect((await publish(greetingPage({ text: 'Hotfix', version: '3.6.0' }))).statusCode).toBe(200);
    expect(await site.read(id)).toMatchObject({ state: 'superseded', stable, endedAt: expect.any(String) });
    expect(await site.shown()).toBe('Hotfix');
  });
});

describe('a rollout on a server that is started anew (P4)', () => {
  it('stands where it stood, for the same visitors', async () => {
    const folder = await temporaryFolder();
    const ends: (() => void | Promise<void>)[] = [];
    const first = await rolloutSite({ DATA_DIR: folder }, (end) => ends.push(end));
    await first.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
    const { id } = await first.running('Lasting', '2.0.0', many);
    await first.act(id, 'promote');
    const who = await first.whoSees('Lasting');
    expect(who).toHaveLength(80);
    await first.act(id, 'pause');
    const elsewhere = { id: 'acme/second', route: '/second' };
    await first.publish(greetingPage({ text: 'Before', version: '1.0.0', ...elsewhere }));
    const watched = await first.start(await first.store('After', '1.1.0', elsewhere), many, {
      documentId: elsewhere.id,
    });
    await first.becomes(watched.json().id, { state: 'running' });
    await first.act(watched.json().id, 'promote', { to: 'all' });
    await first.server.close();
    const again = await rolloutSite({ DATA_DIR: folder }, (end) => ends.push(end));
    expect(await again.read(id)).toMatchObject({ state: 'paused', step: 2 });
    expect(await again.whoSees('Lasting')).toEqual(who);
    const second = async () => (await again.server.app.inject('/second')).body;
    expect(await second()).toContain('After</h1>');
    expect((await again.act(watched.json().id, 'rollback')).json()).toMatchObject({ state: 'rolled-back' });
    expect(await second()).toContain('Before</h1>');
    again.judges(healthy);
    again.pass(10_000);
    await again.act(id, 'resume');
    again.pass(300);
    await again.becomes(id, { step: 3 });
    await again.server.close();
    for (const end of ends.reverse()) await end();
  });
});
