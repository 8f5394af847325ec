import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageDocument } from '#engine';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { bad, healthy, type RolloutSite, rolloutSite } from '../testing/rollouts.ts';

let site: RolloutSite;
const atEnd = atFileEnd();
beforeAll(async () => {
  site = await rolloutSite({ PAGES_PER_SECOND: '100000', PAGE_BURST: '100000' }, atEnd);
});

/** A page with a part that comes later, and a form. */
const withParts: Partial<PageDocument> = {
  forms: {
    who: {
      schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
      submit: { do: 'request', call: 'greetings.send' },
    },
  },
  view: {
    id: 'page',
    type: 'Stack',
    children: [
      { id: 'title', type: 'Heading', props: { text: 'Parts', level: 1 } },
      { id: 'late', type: 'Text', props: { text: 'Later' }, lazy: { when: 'visible' }, style: { minHeight: '1rem' } },
      {
        id: 'form',
        type: 'Form',
        props: { form: 'who' },
        children: [
          { id: 'name', type: 'TextInput', bind: '/name', props: { label: 'Name' } },
          { id: 'send', type: 'Button', props: { text: 'Send', kind: 'submit' } },
        ],
      },
    ],
  },
};

/** Ends whatever runs and makes one version live. */
beforeEach(async () => {
  const { server, publish, act } = site;
  const open = await server.app.inject({ url: '/api/v1/rollouts?open=true', headers: server.admin });
  for (const { id } of open.json()) await act(id, 'rollback');
  await publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
  site.judges({ kind: 'undecided', why: 'Too few visitors.' });
});

describe('a rollout (P4)', () => {
  it('gives the candidate to more and more visitors, the same ones and others, after each interval', async () => {
    const { id } = await site.running('Ladder', '2.0.0', { kind: 'blue-green', interval: 60 });
    site.judges(healthy);
    let before: readonly number[] = [];
    for (const [step, percent] of [10, 25, 50, 75].entries()) {
      await site.becomes(id, { step: step + 1, audience: { kind: 'share', percent } });
      const now = await site.whoSees('Ladder');
      expect(now.length).toBe(2 * percent);
      expect(now).toEqual(expect.arrayContaining([...before]));
      before = now;
      site.pass(60);
    }
    await site.becomes(id, { state: 'watching', step: 5 });
    expect(await site.whoSees('Ladder')).toHaveLength(200);
    site.pass(86_400);
    expect(await site.becomes(id, { state: 'done' })).toMatchObject({ failure: null, endedAt: expect.any(String) });
    expect(await site.shown()).toBe('Ladder');
  });

  it('takes no step before its interval is over and the judge is content, and then by itself', async () => {
    const { id } = await site.running('Patient', '2.1.0', { kind: 'linear', interval: 60 });
    const looked = async () => (await site.read(id)).step;
    site.judges(healthy);
    site.pass(59);
    expect(await site.act(id, 'pause').then(() => looked())).toBe(1);
    site.judges({ kind: 'undecided', why: 'Too few visitors.' });
    // A pause does not count: after it there is as much left as before.
    site.pass(600);
    expect((await site.act(id, 'resume')).json()).toMatchObject({ state: 'running', step: 1 });
    site.pass(1);
    expect(await site.read(id)).toMatchObject({ step: 1, judgement: { kind: 'undecided' } });
    site.judges(healthy);
    await site.becomes(id, { step: 2, audience: { kind: 'share', percent: 20 } });
  });

  it('gives the same visitors the candidate when it is started anew', async () => {
    const first = await site.running('Anew', '2.2.0', { kind: 'canary' });
    const who = await site.whoSees('Anew');
    expect(who).toHaveLength(20);
    await site.act(first.id, 'abort');
    expect(await site.whoSees('Stable')).toHaveLength(200);
    await site.running('Anew', '2.2.0', { kind: 'canary' });
    expect(await site.whoSees('Anew')).toEqual(who);
  });

  it('remembers a visitor by a cookie that is there only while visitors are divided', async () => {
    const { app } = site.server;
    const cookies = async () => (await app.inject('/greeting')).cookies;
    expect(await cookies()).toEqual([]);
    const { id } = await site.running('Remembered', '2.3.0', { kind: 'blue-green', steps: [50] });
    const [cookie] = await cookies();
    expect(cookie).toMatchObject({ name: '_ui_cohort', path: '/', httpOnly: true, sameSite: 'Lax' });
    const headers = { cookie: `_ui_cohort=${cookie?.value}` };
    const seen = await site.shown(headers);
    for (let at = 0; at < 20; at++) expect(await site.shown(headers)).toBe(seen);
    expect((await app.inject({ url: '/greeting', headers })).cookies).toEqual([]);
    for (const wrong of ['x', '10000', '-1', '1e3', '']) {
      const answer = await app.inject({ url: '/greeting', headers: { cookie: `_ui_cohort=${wrong}` } });
      expect([wrong, answer.cookies.length]).toEqual([wrong, 1]);
    }
    await site.act(id, 'promote', { to: 'all' });
    expect(await cookies()).toEqual([]);
  });

  it('goes to those with a header, a cookie or a tenant alone', async () => {
    const whom = [
      [{ kind: 'header', name: 'X-Preview', value: 'on' }, { 'x-preview': 'on' }, 'X-Preview'],
      [{ kind: 'cookie', name: 'beta', value: '1' }, { cookie: 'a=b; beta=1' }, 'Cookie'],
      [{ kind: 'tenants', tenants: ['default'] }, {}, ''],
    ] as const;
    for (const [at, [to, headers, vary]] of whom.entries()) {
      const { id } = await site.running('Chosen', `2.4.${at}`, { kind: 'canary', to });
      expect(await site.shown(headers)).toBe('Chosen');
      const answer = await site.server.app.inject({ url: '/greeting', headers });
      expect(answer.headers['vary']).toContain(vary);
      if (to.kind !== 'tenants') expect(await site.shown({ 'x-preview': 'of', cookie: 'beta=10' })).toBe('Stable');
      await site.act(id, 'abort');
      expect(await site.shown(headers)).toBe('Stable');
    }
  });

  it('tells caches to keep nothing while visitors are divided, and to ask while it may be taken back', async () => {
    const { app } = site.server;
    const rules = async () => (await app.inject('/greeting')).headers['cache-control'];
    expect(await rules()).toBe('public, no-cache');
    const { id } = await site.running('Private', '2.5.0', { kind: 'blue-green', steps: [50] });
    expect(await rules()).toBe('private, no-store');
    const visitors = ['Stable', 'Private'].map(async (text) => {
      const [place] = await site.whoSees(text);
      return app.inject({ url: '/greeting', headers: { cookie: `_ui_cohort=${place}` } });
    });
    const [one, other] = await Promise.all(visitors);
    expect(one?.headers['etag']).not.toBe(other?.headers['etag']);
    await site.act(id, 'promote', { to: 'all' });
    expect(await rules()).toBe('public, no-cache');
  });

  it('answers parts and forms of a page with the version that the page was made by, even after it was taken back', async () => {
    const { app } = site.server;
    const { id } = await site.running('Parts', '2.6.0', { kind: 'blue-green', steps: [50] }, withParts);
    const [place] = await site.whoSees('Parts');
    const { body } = await app.inject({ url: '/greeting', headers: { cookie: `_ui_cohort=${place}` } });
    const part = /\/_ui\/acme\/greeting@[0-9a-f]{12}\/f\/late/.exec(body)?.[0] ?? '';
    const action = /\/_ui\/acme\/greeting@[0-9a-f]{12}\/a\/[^"]*/.exec(body)?.[0] ?? '';
    // Whoever asks: the address says which version it is of.
    const stranger = async () => {
      const late = await app.inject(part);
      expect([late.statusCode, late.body]).toEqual([200, expect.stringContaining('Later')]);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
      const sent = await app.inject({ method: 'POST', url: action, headers, payload: 'name=' });
      expect([sent.statusCode, sent.body]).toEqual([422, expect.stringContaining('Parts</h1>')]);
      return late.headers['cache-control'];
    };
    expect(await stranger()).toBe('private, no-store');
    await site.act(id, 'rollback');
    expect(await site.whoSees('Parts')).toEqual([]);
    expect(await stranger()).toBe('public, no-cache');
  });

  it('is aborted by itself as soon as the judge says so, paused or not, and taken back once everybody has it', async () => {
    for (const state of ['running', 'paused', 'watching'] as const) {
      site.judges({ kind: 'undecided', why: 'Too few visitors.' });
      const { id } = await site.running('Broken', `2.7.${state.length}`, { kind: 'canary' });
      if (state === 'paused') await site.act(id, 'pause');
      if (state === 'watching') await site.act(id, 'promote', { to: 'all' });
      expect(await site.read(id)).toMatchObject({ state });
      site.judges(bad);
      const end = state === 'watching' ? 'rolled-back' : 'aborted';
      const { history, failure } = await site.becomes(id, { state: end });
      expect(failure).toBe('errors: Half of its answers fail.');
      const began = history.findIndex(({ kind }) => kind === 'stage-failed');
      const undone = history.slice(began + 1).map(({ kind, stage }) => `${kind} ${stage}`);
      const stages = ['watch', 'steps', 'prepare', 'validate'].slice(state === 'watching' ? 0 : 1);
      expect(undone).toEqual([...stages.map((stage) => `stage-undone ${stage}`), `${end} ${stages[0]}`]);
      expect(history.slice(began).every(({ by }) => by === 'server')).toBe(true);
      expect(await site.whoSees('Stable')).toHaveLength(200);
    }
  });
});
