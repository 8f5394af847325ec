import { expect, it } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { publishingServer } from '../testing/temporary-server.ts';

const node = (id: string, type: string, props: object, more: object = {}) => ({ id, type, props, ...more });

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/runtime',
  version: '1.0.0',
  title: 'Runtime',
  route: '/runtime',
  access: 'public',
  forms: {
    note: {
      schema: { type: 'object', additionalProperties: false, properties: { text: { type: 'string', maxLength: 50 } } },
      submit: { do: 'emit', event: 'noted' },
    },
  },
  view: node(
    'view',
    'Stack',
    {},
    {
      on: {
        load: { do: 'toast', tone: 'info', message: 'Loaded' },
        'event:pinged': { do: 'toast', message: 'Pinged', once: true },
      },
      children: [
        node('toasts', 'Toasts', { timeout: 0, max: 5 }),
        node('old', 'Alert', { tone: 'info', text: 'Old news', dismissible: true }),
        node(
          'tip',
          'Tooltip',
          { text: 'More words' },
          {
            children: [node('ping', 'Button', { text: 'Ping' }, { on: { click: { do: 'emit', event: 'pinged' } } })],
          },
        ),
        node(
          'form',
          'Form',
          { form: 'note' },
          {
            children: [node('text', 'TextArea', { label: 'Note', counter: true }, { bind: '/text' })],
          },
        ),
        node('menu', 'Menu', {
          label: 'More',
          items: [{ id: 'say', text: 'Say', on: { click: { do: 'toast', message: 'Said' } } }],
        }),
      ],
    },
  ),
});

it.runIf(hasChromium)('the runtime file looks after toasts, tooltips, counters and menus', async () => {
  const { server, publish } = await publishingServer();
  const published = await publish(page);
  expect(published.statusCode, published.body).toBe(200);
  const { tab, problems } = await visit(await launchChromium());
  await tab.goto(`${server.url}/runtime`);
  await tab.getByText('Loaded').waitFor();
  await tab.locator('.ui-toast', { hasText: 'Loaded' }).getByRole('button').click();
  await tab.getByText('Loaded').waitFor({ state: 'detached' });

  await tab.getByText('Ping', { exact: true }).click();
  await tab.getByText('Ping', { exact: true }).click();
  await tab.getByText('Pinged').waitFor();
  expect(await tab.getByText('Pinged').count()).toBe(1);

  expect(await tab.getByText('More words').isVisible()).toBe(true);
  await tab.keyboard.press('Escape');
  await tab.getByText('More words').waitFor({ state: 'hidden' });

  await tab.getByLabel('Note').fill('four');
  expect(await tab.locator('[data-ui-count]').textContent()).toBe('4');

  await tab.getByText('More', { exact: true }).click();
  await tab.getByText('Say', { exact: true }).click();
  await tab.getByText('Said').waitFor();
  await tab.getByText('Say', { exact: true }).waitFor({ state: 'hidden' });

  await tab.getByRole('checkbox').check();
  await tab.getByText('Old news').waitFor({ state: 'hidden' });
  expect(problems).toEqual([]);
});
