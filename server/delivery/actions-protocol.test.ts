import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, type DeskReply, desk } from '../testing/desk.ts';

/** What a script is told to do, from the header that carries it. */
const told = (header: unknown): unknown => (JSON.parse(String(header ?? '{}')) as Record<string, unknown>)['ui:act'];
const toast = (message: string, tone = 'danger') => ({
  target: 'body',
  actions: [{ do: 'toast', tone, message }],
});
let shop: Desk;
const ends: (() => void | Promise<void>)[] = [];
beforeAll(async () => {
  shop = await desk({ visitors: ['orders:lock'], atEnd: (end) => ends.push(end) });
});
beforeEach(() => shop.answering({}));
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

describe('what follows a refusal of the host (language.md 4.3)', () => {
  it.each([
    [409, 'Sold out of 3'],
    [500, 'Failed with 500'],
    [404, 'Failed with 404'],
  ])('status %i finds its catch, "*" last', async (status, message) => {
    shop.answering({ 'orders.create': { status, json: {} } });
    const { send } = shop;
    const reply = await send('form/submit', { '/email': 'a@b.example', '/qty': '3' }, 'script');
    expect([reply.statusCode, told(reply.headers['hx-trigger'])]).toEqual([200, toast(message)]);
    // The place of a target is left alone when there is nothing to put there.
    expect([reply.body, reply.headers['hx-reswap']]).toEqual(['', 'none']);
  });

  it('keeps what the action would have shown again as it is', async () => {
    shop.answering({ 'orders.cancel': { status: 409, json: {} } });
    const { send, orders } = shop;
    const reply = await send('cancel__A-1/click', { _with: '{"id":"A-1","mode":"gentle"}' }, 'script');
    expect([reply.statusCode, reply.headers['hx-reswap'], orders]).toEqual([200, 'none', ['A-1', 'A-2']]);
    expect(told(reply.headers['hx-trigger'])).toEqual(toast('A-1 has left already'));
  });

  it.each([
    [422, 400],
    [410, 404],
    [418, 418],
    [304, 502],
  ])('without a catch a script gets %i as %i, and nothing in the page moves', async (status, sent) => {
    shop.answering({ 'orders.check': { status, json: null } });
    const { send } = shop;
    const reply = await send('check/click', { '/email': 'a@b.example' }, 'script');
    expect([reply.statusCode, reply.body, reply.headers['hx-reswap']]).toEqual([sent, '', 'none']);
    expect(told(reply.headers['hx-trigger'])).toEqual(toast('That did not work. Please try again.'));
  });

  it('says so on a page of its own to a browser without scripts', async () => {
    shop.answering({ 'orders.check': { status: 500, json: {} } });
    const { send } = shop;
    const reply = await send('check/click', { '/email': 'a@b.example' });
    expect([reply.statusCode, reply.body.includes('Your entries were not taken')]).toEqual([502, true]);
  });
});

describe('fields that the host refuses', () => {
  const unlucky: Record<string, DeskReply> = {
    'orders.create': { status: 422, json: { errors: [{ at: '/qty', message: 'Unlucky <number>' }] } },
    'orders.check': { status: 422, json: { errors: [{ at: '/email', message: 'Who is that?' }] } },
  };
  const fields = { '/email': 'a@b.example', '/qty': '13', '/reason': 'many' };

  it('are told beside them with what was typed, and their catch runs as well', async () => {
    shop.answering(unlucky);
    const { send } = shop;
    const reply = await send('form/submit', fields, 'script');
    expect([reply.statusCode, reply.headers['hx-retarget']]).toEqual([422, '#ui-form']);
    expect(reply.body).toMatch(/aria-describedby="[^"]*"[^>]*aria-invalid="true"|aria-invalid="true"/);
    expect(reply.body).toContain('Unlucky &lt;number&gt;');
    expect(reply.body).toContain('value="13"');
    expect(told(reply.headers['hx-trigger'])).toEqual(toast('Failed with 422'));
  });

  it('come back with the whole page where there is no script', async () => {
    shop.answering(unlucky);
    const { send } = shop;
    const reply = await send('form/submit', fields);
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([422, 'no-store']);
    expect(reply.body).toContain('<!doctype html>');
    expect(reply.body).toContain('Unlucky &lt;number&gt;');
  });

  it('are told of a button inside of the form, too', async () => {
    shop.answering(unlucky);
    const { send, body } = shop;
    const reply = await send('check/click', fields, 'script');
    expect([reply.statusCode, reply.headers['hx-retarget']]).toEqual([422, '#ui-form']);
    expect(reply.body).toContain('Who is that?');
    expect(/<button[^>]*check\/click[^>]*>/.exec(body)?.[0]).toContain(
      'hx-status:422="target:#ui-form swap:outerMorph"',
    );
  });
});

describe('what is sent along', () => {
  it('is the fields that the page shows: hidden ones are dropped unless they are kept', async () => {
    const { send, calls } = shop;
    const fields = { '/email': 'a@b.example', '/reason': 'secret', '/memory': 'kept', '/foreign': 'x' };
    await send('form/submit', { ...fields, '/qty': '5' }, 'script');
    await send('form/submit', { ...fields, '/qty': '6' }, 'script');
    expect(calls.map(({ args }) => args)).toEqual([
      { email: 'a@b.example', qty: 5, memory: 'kept' },
      { email: 'a@b.example', qty: 6, reason: 'secret', memory: 'kept' },
    ]);
  });

  it('is the form around a button that names no arguments', async () => {
    const { send, calls } = shop;
    const reply = await send('check/click', { '/email': 'a@b.example', '/qty': '2', _with: '{"forged":1}' }, 'script');
    expect([reply.statusCode, told(reply.headers['hx-trigger'])]).toEqual([200, toast('Fine', 'success')]);
    expect(calls).toEqual([{ call: 'orders.check', args: { email: 'a@b.example', qty: 2 } }]);
  });

  it('is worked out from the page for what no button sends', async () => {
    const { send, calls } = shop;
    const reply = await send('list/event:tick', { _with: '{"ids":["forged"]}' }, 'script');
    expect([reply.statusCode, calls]).toEqual([200, [{ call: 'orders.seen', args: { ids: ['A-1', 'A-2'] } }]]);
  });

  it.each([
    ['another constant', '{"id":"A-1","mode":"hard"}'],
    ['a name that the page does not send', '{"id":"A-1","mode":"gentle","force":true}'],
    ['another type', '{"id":["A-1"],"mode":"gentle"}'],
    ['too long a text', `{"id":"${'A'.repeat(61)}","mode":"gentle"}`],
    ['a list', '[]'],
    ['a key that is none', '{"__proto__":{"id":"A-1"}}'],
  ])('counts only as the page and the manifest write it: %s does nothing', async (_, values) => {
    const { send, calls } = shop;
    const reply = await send('cancel__A-1/click', { _with: values }, 'script');
    expect([reply.statusCode, calls]).toEqual([400, []]);
  });
});

describe('a permission that is missing', () => {
  it('is said in words, to a script and on a page', async () => {
    const { send, calls } = shop;
    const script = await send('purge/click', {}, 'script');
    expect([script.statusCode, told(script.headers['hx-trigger'])]).toEqual([
      403,
      toast('You may not do that. Nothing was changed.'),
    ]);
    const plain = await send('purge/click');
    expect([plain.statusCode, plain.body.includes('You may not do this'), calls]).toEqual([403, true, []]);
  });

  it('is a status that an action may catch', async () => {
    const { send, calls } = shop;
    const values = { _with: '{"id":"A-1"}' };
    const reply = await send('seal__A-1/click', values, 'script');
    expect([told(reply.headers['hx-trigger']), calls]).toEqual([toast('Ask an accountant'), []]);
    await send('lock__A-1/click', values, 'script');
    expect(calls).toEqual([{ call: 'orders.lock', args: { id: 'A-1' } }]);
  });
});

describe('where an action leads', () => {
  it.each([
    ['/desk?show=open', '/desk?show=open'],
    ['?show=open', '/desk?show=open'],
    ['#top', '/desk#top'],
    ['https://evil.example/', '/desk'],
    ['//evil.example/', '/desk'],
    ['/\\evil.example/', '/desk'],
    ['\\\\evil.example', '/desk'],
    ['/.//evil.example', '/desk'],
    ['javascript:alert(1)', '/desk'],
    ['\u0001//evil.example', '/desk'],
    ['/ok\r\nset-cookie: a=b', '/okset-cookie:%20a=b'],
    [null, '/desk'],
  ])('is within this site, whatever the host says: %j', async (next, to) => {
    shop.answering({ 'orders.create': { json: { id: 'A-3', next } } });
    const { send } = shop;
    const fields = { '/email': 'a@b.example' };
    const plain = await send('form/submit', fields);
    expect([plain.statusCode, plain.headers.location]).toEqual([303, to]);
    const script = await send('form/submit', fields, 'script');
    expect(script.headers['hx-redirect']).toBe(to === '/desk' ? undefined : to);
  });

  it('is in the address bar after a refresh that says so, worked out by the server', async () => {
    const { server, body } = shop;
    const address = (/hx-get="([^"]*only-open|[^"]*\/f\/list[^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
    expect(address).toMatch(/\/f\/list\?_url=push&show=open$/);
    const headers = { 'hx-request': 'true' };
    const pushed = await server.app.inject({ url: address, headers });
    expect([pushed.statusCode, pushed.headers['hx-push-url']]).toEqual([200, '/desk?show=open']);
    const replaced = await server.app.inject({ url: address.replace('push', 'replace'), headers });
    expect(replaced.headers['hx-replace-url']).toBe('/desk?show=open');
    for (const forged of ['//evil.example', 'constructor', '']) {
      const reply = await server.app.inject({ url: address.replace('push', encodeURIComponent(forged)), headers });
      expect([reply.statusCode, reply.headers['hx-push-url'], reply.headers['hx-replace-url']]).toEqual([
        200,
        undefined,
        undefined,
      ]);
    }
  });
});

describe('a download', () => {
  const ask = async (headers: Readonly<Record<string, string>>) => {
    shop.answering({ 'orders.export': { file: 'id\r\nA-1', headers } });
    const { server, body, calls } = shop;
    const href = (/href="([^"]*export\/click[^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
    return { reply: await server.app.inject(href), calls, server, href };
  };

  it('brings the file with its name and type, and the arguments to the host', async () => {
    const { reply, calls } = await ask({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="orders 2026.csv"',
    });
    expect([reply.statusCode, reply.body, reply.headers['content-type']]).toEqual([
      200,
      'id\r\nA-1',
      'text/csv; charset=utf-8',
    ]);
    expect(reply.headers['content-disposition']).toBe('attachment; filename="orders 2026.csv"');
    expect(calls).toEqual([{ call: 'orders.export', args: { show: 'all' } }]);
  });

  it('is never shown in the page’s own origin, and its name holds nothing that leads elsewhere (S1)', async () => {
    const { reply } = await ask({
      'content-type': 'text/html',
      'content-disposition': 'attachment; filename="../../evil\\<x>.html"',
    });
    expect(reply.headers['content-disposition']).toBe('attachment; filename="_.._evil__x_.html"');
    expect([reply.headers['content-security-policy'], reply.headers['x-content-type-options']]).toEqual([
      "default-src 'none'; sandbox",
      'nosniff',
    ]);
  });

  it('takes what the page wrote into its address, and nothing else', async () => {
    const { server, href, calls } = await ask({ 'content-type': 'text/csv' });
    const forged = await server.app.inject(href.replace(/_with=[^&]*/, `_with=${encodeURIComponent('{"all":1}')}`));
    expect([forged.statusCode, calls.length]).toEqual([400, 1]);
  });
});
