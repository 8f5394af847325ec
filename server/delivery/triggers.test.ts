import { expect, it } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { publishingServer } from '../testing/temporary-server.ts';

const toast = (message: string, more: object = {}) => ({ do: 'toast', message, ...more });
const button = (text: string, more: object) => ({
  id: text.toLowerCase(),
  type: 'Button',
  props: { text },
  on: { click: toast(`${text} said`, more) },
});

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/triggers',
  version: '1.0.0',
  title: 'Triggers',
  route: '/triggers',
  access: 'public',
  view: {
    id: 'view',
    type: 'Stack',
    on: { load: toast('Loaded'), 'every:60s': toast('Ticked') },
    children: [
      { id: 'toasts', type: 'Toasts', props: { max: 2, timeout: 4 } },
      button('Debounced', { debounce: '500ms' }),
      button('Throttled', { throttle: '2s' }),
      button('Once', { once: true }),
      { id: 'space', type: 'Box', style: { minHeight: '120rem' }, children: [] },
      {
        id: 'below',
        type: 'Stack',
        on: { visible: toast('Seen', { once: true }) },
        children: [{ id: 'foot', type: 'Text', props: { text: 'The end' } }],
      },
    ],
  },
});

it.runIf(hasChromium)('triggers and toasts keep to their times, on a clock that only the test moves', async () => {
  const { server, publish } = await publishingServer();
  const published = await publish(page);
  expect(published.statusCode, published.body).toBe(200);
  const { tab, problems } = await visit(await launchChromium());
  await tab.clock.install({ time: new Date('2026-01-01T00:00:00Z') });
  await tab.goto(`${server.url}/triggers`);
  await tab.clock.pauseAt(new Date('2026-01-01T00:00:30Z'));
  const shown = () => tab.locator('.ui-toast__text').allTextContents();
  const after = async (milliseconds: number) => {
    await tab.clock.runFor(milliseconds);
    return shown();
  };
  const press = (name: string) => tab.getByRole('button', { name, exact: true }).click();

  // The first toast is gone by now.
  expect(await shown()).toEqual([]);
  await press('Debounced');
  await after(300);
  await press('Debounced');
  expect(await after(400)).toEqual([]);
  expect(await after(100)).toEqual(['Debounced said']);

  await press('Once');
  await press('Once');
  expect((await shown()).filter((text) => text === 'Once said').length).toBe(1);
  await press('Throttled');
  await press('Throttled');
  // Two at a time: the older ones make room.
  expect(await shown()).toEqual(['Once said', 'Throttled said']);
  await after(1_999);
  await press('Throttled');
  expect((await shown()).filter((text) => text === 'Throttled said').length).toBe(1);
  await after(1);
  await press('Throttled');
  expect((await shown()).filter((text) => text === 'Throttled said').length).toBe(2);

  const nextTick = async (): Promise<number> => {
    let seconds = 0;
    while (!(await after(1_000)).includes('Ticked') && seconds < 100) seconds += 1;
    return seconds + 1;
  };
  await nextTick();
  expect(await after(4_000)).toEqual([]);
  expect(await nextTick()).toBe(56);

  await tab.getByText('The end').scrollIntoViewIfNeeded();
  await tab.getByText('Seen').waitFor();
  expect(problems).toEqual([]);
});
