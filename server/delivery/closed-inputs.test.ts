import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { noteCalls } from '../testing/noting-calls.ts';
import { publishingServer } from '../testing/temporary-server.ts';

const input = (type: string, name: string, label: string, more: object = {}) => ({
  id: name,
  type,
  bind: `/${name}`,
  props: { label, ...more },
});

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/closed',
  version: '1.0.0',
  title: 'Closed',
  route: '/closed',
  access: 'public',
  params: { locked: { type: 'boolean', default: false } },
  forms: {
    order: {
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string', maxLength: 60 },
          day: { type: 'string', format: 'date' },
          size: { enum: ['S', 'M', 'L'] },
          colors: { type: 'array', items: { enum: ['red', 'green', 'blue'] } },
          speed: { enum: ['slow', 'fast'] },
          gift: { type: 'boolean' },
          news: { type: 'boolean' },
          vip: { type: 'boolean' },
          owner: { type: 'string', maxLength: 60 },
        },
      },
      initial: {
        name: 'Ada',
        day: '2026-03-01',
        size: 'M',
        colors: ['red', 'blue'],
        speed: 'fast',
        gift: true,
        vip: true,
        owner: 'Eve',
      },
      submit: { do: 'request', call: 'orders.save' },
    },
  },
  view: {
    id: 'form',
    type: 'Form',
    props: { form: 'order', readonly: '${params.locked}' },
    children: [
      input('TextInput', 'name', 'Name'),
      input('DateInput', 'day', 'Day'),
      input('Select', 'size', 'Size', { options: [{ value: 'M', label: 'Medium' }] }),
      input('Checkbox', 'colors', 'Colors'),
      input('RadioGroup', 'speed', 'Speed'),
      input('Checkbox', 'gift', 'Gift'),
      input('Switch', 'news', 'News'),
      input('Checkbox', 'vip', 'VIP', { disabled: true, keep: true }),
      input('TextInput', 'owner', 'Owner', { disabled: true }),
      { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
      {
        id: 'print',
        type: 'Button',
        props: { text: 'Log' },
        on: { click: { do: 'request', call: 'orders.log', with: { name: '${form.value.name}' } } },
      },
    ],
  },
});

const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
let shop: Awaited<ReturnType<typeof serving>>;
beforeAll(async () => {
  shop = await serving();
});
beforeEach(() => shop.forget());
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

async function serving() {
  const { connections, manifests, calls, forget } = await noteCalls(['orders.save', 'orders.log'], atEnd);
  const { server, publish } = await publishingServer({}, undefined, atEnd, connections);
  const published = await publish(page, { bundle: { manifests } });
  expect(published.statusCode, published.body).toBe(200);
  const { body } = await server.app.inject('/closed');
  const base = /\/_ui\/acme\/closed@[0-9a-f]{12}\/a\//.exec(body)?.[0] ?? '';
  const send = (action: string, fields: Readonly<Record<string, string>>, script = false) =>
    server.app.inject({
      method: 'POST',
      url: base + action,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...(script ? { 'hx-request': 'true' } : {}),
      },
      payload: new URLSearchParams(fields).toString(),
    });
  return { server, calls, send, forget };
}

describe('what nobody can fill in (language.md 8.2)', () => {
  it('is not taken from whoever sends it, and is not taken for empty or off', async () => {
    const { send, calls } = shop;
    const { statusCode } = await send('form/submit', { '/name': 'Bob', '/vip': 'true', '/owner': 'Mallory' });
    expect(statusCode).toBe(303);
    expect(calls).toEqual([{ call: 'orders.save', args: { colors: [], gift: false, name: 'Bob', news: false } }]);
  });

  it('is a whole form that is read-only: the server refuses it, scripts or not, and calls nobody', async () => {
    const { send, calls } = shop;
    for (const script of [false, true]) {
      const { statusCode, headers } = await send('form/submit?locked=true', { '/name': 'Mallory' }, script);
      expect(statusCode).toBe(403);
      if (script) expect(headers['hx-trigger']).toContain('You may not do that. Nothing was changed.');
    }
    expect(calls).toEqual([]);
    // A button with an action of its own still acts; what is sent as the form beside it is nothing.
    await send('print/click?locked=true', { '/name': 'Mallory', _with: '{"name":"Ada"}' });
    expect(calls).toEqual([{ call: 'orders.log', args: { name: 'Ada' } }]);
  });

  it.runIf(hasChromium)('can be reached, read and left by keyboard in a read-only form, and not changed', async () => {
    const { server, calls } = shop;
    const { tab, problems } = await visit(await launchChromium());
    await tab.goto(`${server.url}/closed?locked=true`);
    const value = (label: string) => tab.getByRole('textbox', { name: label });
    expect(await value('Size').textContent()).toBe('Medium');
    expect(await value('Colors').innerText()).toBe('red\nblue');
    expect(await value('Speed').textContent()).toBe('fast');
    expect([await value('Gift').textContent(), await value('News').textContent()]).toEqual(['Yes', 'Off']);
    expect(await tab.getByRole('checkbox').count()).toBe(0);
    expect(await tab.getByRole('button', { name: 'Save' }).count()).toBe(0);

    await value('Name').focus();
    await tab.keyboard.type('x');
    expect(await value('Name').inputValue()).toBe('Ada');
    await tab.keyboard.press('Enter');
    const reached: string[] = [];
    const label = () => tab.locator('.ui-field:focus-within > :first-child').textContent();
    for (let at = 0; at < 20 && reached.length < 6; at += 1) {
      await tab.keyboard.press('Tab');
      const name = await label();
      if (name && reached.at(-1) !== name) reached.push(name);
    }
    expect(reached).toEqual(['Day', 'Size', 'Colors', 'Speed', 'Gift', 'News']);
    expect([calls, tab.url(), problems]).toEqual([[], `${server.url}/closed?locked=true`, []]);
  });
});
