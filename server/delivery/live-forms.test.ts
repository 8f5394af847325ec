import { describe, expect, it } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { publishingServer } from '../testing/temporary-server.ts';

const field = (id: string, type: string, bind: string, label: string, more: object = {}) => ({
  id,
  type,
  bind,
  props: { label },
  ...more,
});

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/order',
  version: '1.0.0',
  title: 'Order',
  route: '/order',
  access: 'public',
  forms: {
    order: {
      schema: {
        type: 'object',
        required: ['email'],
        additionalProperties: false,
        properties: {
          email: { type: 'string', format: 'email', maxLength: 60 },
          qty: { type: 'integer', minimum: 1, maximum: 500 },
          priority: { enum: ['normal', 'rush'] },
          reason: { type: 'string', maxLength: 60 },
        },
      },
      initial: { qty: 2, priority: 'normal' },
      submit: { do: 'request', call: 'orders.create' },
    },
  },
  view: {
    id: 'form',
    type: 'Form',
    props: { form: 'order', live: true },
    children: [
      field('email', 'TextInput', '/email', 'E-mail'),
      field('qty', 'NumberInput', '/qty', 'Quantity'),
      { id: 'total', type: 'Text', props: { text: 'Total ${form.value.qty * 3} EUR' } },
      {
        id: 'urgency',
        type: 'Stack',
        children: [
          field('priority', 'RadioGroup', '/priority', 'Priority'),
          field('reason', 'TextInput', '/reason', 'Why?', { if: "${form.value.priority == 'rush'}" }),
        ],
      },
      { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
    ],
  },
});

const calls = { 'orders.create': { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } } };

async function serving(dialect = 'htmx4') {
  const { server, publish } = await publishingServer({ DIALECT: dialect });
  const published = await publish(page, { bundle: { manifests: { calls: { calls } } } });
  expect(published.statusCode, published.body).toBe(200);
  const { body } = await server.app.inject('/order');
  const address = /hx-post="([^"]*\/live)"/.exec(body)?.[1] ?? '';
  const change = (fields: Record<string, string>) =>
    server.app.inject({
      method: 'POST',
      url: address,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'hx-request': 'true',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams(fields).toString(),
    });
  return { server, body, change };
}

describe('a live form (language.md 4.2)', () => {
  it('answers with the parts that read a value, and with nothing else', async () => {
    const { body, change } = await serving();
    expect(body).toContain('hx-trigger="change from:#ui-qty delay:150ms, change from:#ui-priority delay:150ms"');
    const { statusCode, body: parts } = await change({ '/email': '', '/qty': '7', '/priority': 'rush' });
    expect(statusCode).toBe(200);
    expect(parts.match(/<hx-partial hx-target="([^"]*)"/g)).toEqual([
      '<hx-partial hx-target="#ui-total"',
      '<hx-partial hx-target="#ui-urgency"',
    ]);
    expect(parts).toContain('Total 21 EUR');
    expect(parts).toContain('name="/reason"');
    expect(parts).not.toContain('name="/email"');
  });

  it('takes what a field cannot hold as nothing, and whatever else comes as text (S1)', async () => {
    const { change } = await serving();
    const { statusCode, body } = await change({
      '/qty': '<script>',
      '/priority': 'rush',
      '/reason': '"><img onerror=1>',
    });
    expect(statusCode).toBe(200);
    expect(body).not.toMatch(/<script|<img/);
  });

  it.runIf(hasChromium).each(['htmx4', 'htmx2'])(
    'shows and hides its parts in a browser with %s while the rest stays as it is',
    async (dialect) => {
      const { server } = await serving(dialect);
      const { tab, problems } = await visit(await launchChromium());
      await tab.goto(`${server.url}/order`);
      await tab.getByLabel('E-mail').fill('half@');
      await tab.getByLabel('Quantity').fill('7');
      await tab.getByLabel('rush').check();
      await tab.getByText('Total 21 EUR').waitFor();
      await tab.getByLabel('Why?').fill('late');
      expect(await tab.getByLabel('E-mail').inputValue()).toBe('half@');
      await tab.getByLabel('normal').check();
      await tab.getByLabel('Why?').waitFor({ state: 'detached' });
      await tab.getByLabel('rush').check();
      await tab.getByLabel('Why?').waitFor();
      expect([await tab.getByLabel('rush').isChecked(), tab.url(), problems]).toEqual([
        true,
        `${server.url}/order`,
        [],
      ]);
    },
  );
});
