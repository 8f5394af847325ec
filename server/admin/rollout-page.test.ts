import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { signedInPerson, type TestPerson } from '../testing/people.ts';
import { type RolloutSite, rolloutSite } from '../testing/rollouts.ts';

let site: RolloutSite;
let manager: TestPerson;
const atEnd = atFileEnd();
beforeAll(async () => {
  site = await rolloutSite({}, atEnd);
  manager = await signedInPerson(site.server, 'release-manager');
  await site.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
});

// Whatever a test left under way.
beforeEach(async () => {
  const open = await site.server.app.inject({ url: '/api/v1/rollouts?open=true', headers: site.server.admin });
  for (const { id } of open.json()) await site.act(id, 'rollback');
});

const opened = (url: string, headers: object = manager.headers) =>
  site.server.app.inject({ url, headers: { accept: 'text/html', ...headers } });
/** Sends the form of a page as a browser would. */
const sent = (html: string, fields: Readonly<Record<string, string>>) => {
  const [, action = ''] = /<form [^>]*action="([^"]+)"/.exec(html) ?? [];
  const hidden = [...html.matchAll(/<input [^>]*>/g)].flatMap(([tag]) => {
    const [, name] = /name="(\/[^"]*)"/.exec(tag) ?? [];
    const [, value] = /value="([^"]*)"/.exec(tag) ?? [];
    return tag.includes('type="hidden"') && name && value !== undefined ? [[name, value] as [string, string]] : [];
  });
  return site.server.app.inject({
    method: 'POST',
    url: action,
    headers: { ...manager.headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([...hidden, ...Object.entries(fields)]).toString(),
  });
};

describe('the page of a rollout (P4)', () => {
  it('shows its steps, judge and history, and steers it', async () => {
    const { id } = await site.running('Better <b>', '2.0.0', { kind: 'blue-green', interval: 60 });
    const list = await opened('/_admin/rollouts');
    for (const words of ['acme/greeting', 'running', '1.0.0 → 2.0.0', '10 % of visitors', `/_admin/rollouts/${id}`])
      expect(list.body).toContain(words);
    const before = await opened(`/_admin/rollouts/${id}`);
    for (const words of [
      'everybody',
      'Too few visitors.',
      'A better greeting',
      'Pause: stay at this step',
      'Roll back',
    ])
      expect(before.body).toContain(words);
    expect(before.body).not.toContain('Resume');

    const paused = await sent(before.body, { '/choice': 'pause', '/why': 'Numbers look odd' });
    expect([paused.statusCode, paused.headers.location]).toEqual([303, `/_admin/rollouts/${id}`]);
    expect(await site.read(id)).toMatchObject({ state: 'paused' });
    const after = await opened(`/_admin/rollouts/${id}`);
    for (const words of ['Numbers look odd', manager.name, 'Resume']) expect(after.body).toContain(words);

    // Whoever looked at it before it changed decides again.
    const late = await sent(before.body, { '/choice': 'promote-all', '/why': 'Looks fine' });
    expect([late.statusCode, late.body.includes('has changed')]).toEqual([422, true]);
    const nothing = await sent(after.body, { '/choice': 'rollback', '/why': '' });
    expect(nothing.statusCode).toBe(422);
    expect(await site.read(id)).toMatchObject({ state: 'paused' });

    await sent(after.body, { '/choice': 'rollback', '/why': 'It was worse' });
    expect(await site.becomes(id, { state: 'rolled-back' })).toBeTruthy();
    const done = await opened(`/_admin/rollouts/${id}`);
    expect(done.body).not.toContain('Steer it');
    expect(done.body).toContain('It was worse');
  });

  it('is looked at by all, and steered by who may', async () => {
    const { id } = await site.running('Another', '3.0.0', { kind: 'canary' });
    const viewer = await signedInPerson(site.server, 'viewer');
    const seen = await opened(`/_admin/rollouts/${id}`, viewer.headers);
    expect([seen.statusCode, seen.body.includes('Steer it')]).toEqual([200, false]);
    const { body } = await opened(`/_admin/rollouts/${id}`);
    const [, action = ''] = /<form [^>]*action="([^"]+)"/.exec(body) ?? [];
    const headers = { ...viewer.headers, 'content-type': 'application/x-www-form-urlencoded' };
    const tried = await site.server.app.inject({ method: 'POST', url: action, headers, payload: '%2Fchoice=pause' });
    expect(tried.statusCode).toBe(403);
    expect((await opened('/_admin/rollouts/none')).statusCode).toBe(404);
    const strange = await sent(body.replace(/admin-rollout@\w+/, 'admin-live@000000000000'), {
      '/choice': 'pause',
      '/why': 'x',
    });
    expect(strange.statusCode).toBe(404);
  });
});
