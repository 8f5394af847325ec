import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishingServer } from '../testing/temporary-server.ts';
import { toldSources } from '../testing/told-sources.ts';

const text = (id: string, value: string, more: object = {}) => ({ id, type: 'Text', props: { text: value }, ...more });
const button = (id: string, label: string, action: object) => ({
  id,
  type: 'Button',
  props: { text: label },
  on: { click: action },
});
const lazy = (id: string, when: string, value: string, more: object = {}) =>
  text(id, value, {
    style: { minHeight: '2rem' },
    lazy: { when, placeholder: [text(`${id}-wait`, `Wait for ${id}`)] },
    ...more,
  });

const string = { type: 'string' };
const names = ['far', 'soon', 'more', 'slow', 'size', 'pair', 'form'];
const data = Object.fromEntries(names.map((name) => [name, { source: name, schema: string, load: 'lazy' }]));
const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/lazy',
  version: '1.0.0',
  title: 'Lazy',
  route: '/lazy',
  access: 'public',
  data: { ...data, size: { source: 'size', schema: string }, pair: { source: 'pair', schema: string } },
  forms: {
    order: {
      schema: {
        type: 'object',
        required: ['email'],
        additionalProperties: false,
        properties: { email: { type: 'string', format: 'email', maxLength: 60 }, rush: { type: 'boolean' } },
      },
      rules: [{ id: 'new', assert: "${form.value.email != 'old@example.com'}", at: '/email', message: 'Taken' }],
      submit: { do: 'request', call: 'orders.create' },
    },
  },
  view: {
    id: 'page',
    type: 'Stack',
    children: [
      lazy('soon', 'load', 'Soon ${data.soon}'),
      lazy('more', 'event:more', 'More ${data.more}'),
      lazy('slow', 'load', 'Slow ${data.slow}', {
        lazy: { when: 'load', timeout: '300ms', placeholder: [text('slow-wait', 'Wait for slow')] },
        catch: [text('sorry', 'No slow: ${error.status}')],
      }),
      button('ask', 'More', { do: 'emit', event: 'more' }),
      {
        id: 'size',
        type: 'Stack',
        children: [text('row', 'Size ${data.size}', { for: { each: '${range(1, 120)}', as: 'n', key: '${n}' } })],
      },
      button('grow', 'Grow', { do: 'refresh', target: 'size' }),
      { id: 'pair', type: 'Fragment', children: [text('one', 'One ${data.pair}'), text('two', 'Two ${data.pair}')] },
      button('renew', 'Renew', { do: 'refresh', target: 'pair' }),
      {
        id: 'desk',
        type: 'Section',
        props: { heading: 'Desk ${data.form}' },
        style: { minHeight: '10rem' },
        lazy: { when: 'load' },
        children: [
          {
            id: 'order',
            type: 'Form',
            props: { form: 'order', live: true },
            children: [
              {
                id: 'part',
                type: 'Stack',
                children: [
                  { id: 'email', type: 'TextInput', bind: '/email', props: { label: 'E-mail' } },
                  text('hurry', 'We hurry', { if: '${form.value.rush == true}' }),
                ],
              },
              { id: 'rush', type: 'Switch', bind: '/rush', props: { label: 'Rush' } },
              { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
            ],
          },
        ],
      },
      text('space', '', { style: { minHeight: '4000px' } }),
      lazy('far', 'visible', 'Far ${data.far}'),
    ],
  },
});
const sources = Object.fromEntries(names.map((name) => [name, { version: '1.0.0', result: string }]));
const calls = { 'orders.create': { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } } };
const bundle = { manifests: { sources: { sources }, calls: { calls } } };

const executablePath = '/usr/bin/chromium';
describe.runIf(existsSync(executablePath))('parts of a page that come later, in a browser (E8)', () => {
  it.each([
    'htmx4',
    'htmx2',
  ])('are asked for when they are due, fail in their place, and live on: %s', async (dialect) => {
    const told = await toldSources(names);
    const { server, publish } = await publishingServer({ SOURCES_FILE: told.file, DIALECT: dialect });
    const published = await publish(page, { bundle });
    expect(published.statusCode, published.body).toBe(200);
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    onTestFinished(() => browser.close());
    const tab = await browser.newPage();
    const asked: string[] = [];
    const problems: string[] = [];
    tab.on('request', (request) => asked.push(/\/f\/([^?]*)/.exec(request.url())?.[1] ?? ''));
    tab.on('pageerror', (error) => problems.push(error.message));
    const here = told.answer('size', 'small');
    await Promise.all([tab.goto(`${server.url}/lazy`), here, told.answer('pair', 'first')]);

    // Each when it is due, and once.
    await Promise.all([told.answer('soon', 'here'), told.answer('form', 'open')]);
    await tab.getByText('Soon here').waitFor();
    await tab.getByText('No slow: 503').waitFor();
    expect(await tab.getByText('Wait for more').isVisible()).toBe(true);
    expect(asked).not.toContain('more');
    await tab.getByRole('button', { name: 'More' }).click();
    await told.answer('more', 'now');
    await tab.getByText('More now').waitFor();
    expect(asked).not.toContain('far');
    await tab.getByText('Wait for far').scrollIntoViewIfNeeded();
    await told.answer('far', 'away');
    await tab.getByText('Far away').waitFor();
    for (const name of ['soon', 'slow', 'more', 'far', 'desk']) {
      expect(asked.filter((one) => one === name)).toEqual([name]);
    }

    // A target of several elements is shown again as often as somebody wants.
    for (const value of ['second', 'third']) {
      await tab.getByText('Renew', { exact: true }).click();
      await told.answer('pair', value);
      await tab.getByText(`Two ${value}`).waitFor();
      expect(await tab.getByText(/^One /).allTextContents()).toEqual([`One ${value}`]);
    }

    // Over a limit: the part says so in its place, and can be asked for again.
    await tab.getByText('Grow', { exact: true }).click();
    await told.answer('size', 'x'.repeat(40_000));
    await tab.locator('#ui-size[role=alert]').waitFor();
    await tab.getByText('Grow', { exact: true }).click();
    await told.answer('size', 'small again');
    await tab.getByText('Size small again').first().waitFor();

    // A form that came late: it is checked, it comes back, and it lives on with its messages.
    told.always('open');
    const email = tab.getByLabel('E-mail');
    await email.fill('old@example.com');
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.locator('#ui-part').getByText('Taken').waitFor();
    await tab.getByLabel('Rush').check();
    await tab.getByText('We hurry').waitFor();
    expect(await tab.locator('#ui-part').getByText('Taken').count()).toBe(1);
    await email.fill('ada@example.com');
    await tab.getByLabel('Rush').uncheck();
    await tab.getByText('We hurry').waitFor({ state: 'detached' });
    expect(await tab.locator('#ui-part').getByText('Taken').count()).toBe(0);
    expect(await email.inputValue()).toBe('ada@example.com');
    expect(problems).toEqual([]);
  });
});
