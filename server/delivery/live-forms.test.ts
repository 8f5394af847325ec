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

const rule = (id: string, assert: string, message: string, more: object) => ({
  id,
  assert,
  at: '/to',
  message,
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

const stay = JSON.stringify({
  ...JSON.parse(page),
  forms: {
    order: {
      schema: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, from: { type: 'integer' }, to: { type: 'integer' } },
      },
      rules: [
        rule('order', '${form.value.from < form.value.to}', 'Choose an end after the start', { when: 'change' }),
        rule('long', '${form.value.to < 30}', 'That is a long stay', { when: 'change', severity: 'warning' }),
        rule('even', '${form.value.to % 2 == 0}', 'An even end is cheaper', { severity: 'warning' }),
        rule('full', '${form.value.to != 13}', 'Nothing is free then', {}),
      ],
      submit: { do: 'refresh', target: 'form' },
    },
  },
  view: {
    id: 'root',
    type: 'Page',
    children: [
      {
        id: 'form',
        type: 'Form',
        props: { form: 'order' },
        children: [
          field('name', 'TextInput', '/name', 'Name'),
          field('from', 'NumberInput', '/from', 'From'),
          field('to', 'NumberInput', '/to', 'To', { props: { label: 'To', help: 'The last day' } }),
          { id: 'echo', type: 'Text', props: { text: 'Until ${form.value.to}' } },
          { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
        ],
      },
      { id: 'toasts', type: 'Toasts' },
    ],
  },
});

const calls = { 'orders.create': { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } } };

async function serving(dialect = 'htmx4', text = page) {
  const { server, publish } = await publishingServer({ DIALECT: dialect });
  const published = await publish(text, { bundle: { manifests: { calls: { calls } } } });
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

describe('rules of a form that run at a change, and warnings (language.md 4.2)', () => {
  const warning = (...words: string[]) =>
    `<ul id="ui-to-warnings" class="ui-field__warnings">${words.map((word) => `<li>${word}</li>`).join('')}</ul>`;
  const error = (...words: string[]) => warning(...words).replaceAll('warnings', 'errors');

  it('shows what they say beside their field, and nothing else of the form, as soon as a value they read changes', async () => {
    const { body, change } = await serving('htmx4', stay);
    expect(body).toContain('hx-trigger="change from:#ui-from delay:150ms, change from:#ui-to delay:150ms"');
    const { body: broken } = await change({ '/name': '', '/from': '50', '/to': '41' });
    expect(broken.match(/<hx-partial hx-target="([^"]*)"/g)).toEqual(['<hx-partial hx-target="#ui-to"']);
    expect(broken).toContain(error('Choose an end after the start') + warning('That is a long stay'));
    expect(broken).toContain('aria-describedby="ui-to-help ui-to-errors ui-to-warnings" aria-invalid="true"');
    const { body: doubtful } = await change({ '/name': '', '/from': '5', '/to': '41' });
    expect(doubtful).toContain('aria-describedby="ui-to-help ui-to-warnings"');
    expect(doubtful).not.toMatch(/aria-invalid|data-invalid|ui-to-errors/);
    const { body: sound } = await change({ '/name': '', '/from': '5', '/to': '9' });
    expect(sound).not.toMatch(/ui-to-errors|ui-to-warnings/);
  });

  it('are said of a form that was sent without scripts: beside the field when it comes back, in passing when not', async () => {
    const { server, body } = await serving('htmx4', stay);
    const send = (fields: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: / action="([^"]*)"/.exec(body)![1]!,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams(fields).toString(),
      });
    const refused = await send({ '/name': 'Ada', '/from': '50', '/to': '41' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(warning('That is a long stay', 'An even end is cheaper'));
    const accepted = await send({ '/name': 'Ada', '/from': '5', '/to': '41' });
    expect(accepted.statusCode).toBe(303);
    const cookie = [accepted.headers['set-cookie']].flat().join('; ');
    const next = await server.app.inject({ url: '/order', headers: { cookie } });
    expect(/<[^>]*data-tone="warning">.{0,80}/.exec(next.body)?.[0]).toContain('That is a long stay');
  });

  it.runIf(hasChromium)('are seen in a browser before the form is sent, and do not stop it', async () => {
    const { server } = await serving('htmx4', stay);
    const { tab, problems } = await visit(await launchChromium());
    await tab.goto(`${server.url}/order`);
    await tab.getByLabel('From').fill('50');
    await tab.getByLabel('To').fill('41');
    await tab.getByLabel('To').blur();
    await tab.getByText('Choose an end after the start').waitFor();
    await tab.getByText('That is a long stay').waitFor();
    expect(await tab.getByText('Nothing is free then').count()).toBe(0);
    await tab.getByLabel('From').fill('5');
    await tab.getByLabel('From').blur();
    await tab.getByText('Choose an end after the start').waitFor({ state: 'detached' });
    await tab.getByLabel('Name').fill('Ada');
    const [answer] = await Promise.all([
      tab.waitForResponse((response) => response.url().endsWith('/submit')),
      tab.getByRole('button', { name: 'Save' }).click(),
    ]);
    expect([answer.status(), problems]).toEqual([200, []]);
  });
});
