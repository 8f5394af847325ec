import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasChromium, hasFirefox, launchChromium, launchFirefox, visit } from '../testing/browser.ts';
import { publishingServer } from '../testing/temporary-server.ts';
import { toldSources } from '../testing/told-sources.ts';

const text = (id: string, value: string, more: object = {}) => ({ id, type: 'Text', props: { text: value }, ...more });
const sorry = (id: string) => ({ catch: [text(`${id}-sorry`, `No ${id}`)] });
const section = (id: string, value: string, more: object = {}) => ({
  id,
  type: 'Section',
  props: { heading: `The ${id}` },
  style: { minHeight: '6rem' },
  lazy: { when: 'visible', mode: 'stream', placeholder: [text(`${id}-wait`, `Wait for ${id}`)] },
  children: [text(`${id}-text`, value)],
  ...more,
});

const string = { type: 'string' };
const names = ['head', 'side', 'slow', 'slower'];
const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/board',
  version: '1.0.0',
  title: 'Board',
  route: '/board',
  access: 'public',
  data: {
    head: { source: 'head', schema: string },
    side: { source: 'side', schema: string },
    slow: { source: 'slow', schema: string, load: 'lazy' },
    slower: { source: 'slower', schema: string, load: 'lazy' },
  },
  view: {
    id: 'page',
    type: 'Stack',
    catch: [text('sorry', 'Nothing today')],
    children: [
      text('head', 'Head ${data.head}'),
      section('chart', 'Chart ${data.slow}', sorry('chart')),
      text('side', 'Side ${data.side}', sorry('side')),
      {
        ...section('table', 'Table ${data.slower}', sorry('table')),
        on: { 'event:again': { do: 'refresh', target: 'table' } },
      },
      { id: 'again', type: 'Button', props: { text: 'Again' }, on: { click: { do: 'emit', event: 'again' } } },
    ],
  },
});
const browsers = [
  ...(hasChromium ? [{ name: 'Chromium', launch: launchChromium }] : []),
  ...(hasFirefox ? [{ name: 'Firefox', launch: launchFirefox }] : []),
];

/** What the page says, in order. */
const textsOf = (tab: Page) => tab.locator('p:visible').allTextContents();

const result = { version: '1.0.0', result: string };
const manifests = { sources: { sources: Object.fromEntries(names.map((name) => [name, result])) } };

async function serving(text = page) {
  const sources = await toldSources(names);
  const publisher = await publishingServer({ SOURCES_FILE: sources.file });
  const published = await publisher.publish(text, { bundle: { manifests } });
  expect(published.statusCode, published.body).toBe(200);
  return { sources, url: publisher.server.url, server: publisher.server };
}

/** Reads an answer as its bytes come over the socket. */
async function ask(url: string, headers: Readonly<Record<string, string>> = {}) {
  const request = get(url, { agent: false, headers });
  onTestFinished(() => void request.destroy());
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const isZipped = response.headers['content-encoding'] === 'gzip';
  const bytes = isZipped ? response.pipe(createGunzip()) : response;
  let read = '';
  let hasEnded = false;
  let wake: () => void = () => undefined;
  bytes.on('data', (chunk: Buffer) => {
    read += chunk.toString();
    wake();
  });
  bytes.on('end', () => {
    hasEnded = true;
    wake();
  });
  const until = async (isEnough: () => boolean): Promise<string> => {
    while (!isEnough() && !hasEnded) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return read;
  };
  return {
    status: response.statusCode,
    headers: response.headers,
    /** Everything so far, once these words are in it. */
    reading: (words: string) => until(() => read.includes(words)),
    whole: () => until(() => false),
    hasEnded: () => hasEnded,
    leave: () => request.destroy(),
  };
}

describe('a page whose data comes late (E15)', () => {
  it('is sent as it comes: what is needed first, then sections in the order of their data', async () => {
    const { sources, url, server } = await serving();
    const [reader] = await Promise.all([ask(`${url}/board`), sources.answer('head', 'of today')]);
    expect([reader.status, reader.headers.etag]).toEqual([200, undefined]);
    const begun = await reader.reading('Wait for table');
    expect(begun).toContain('Head of today');
    expect(begun).toMatch(/<script async="" src="[^"]*stream\.js"><\/script>/);
    // A boundary in the flow of the page holds nothing back: not what stands behind it, and no late section.
    expect(begun).not.toContain('Side');
    await sources.answer('slower', 'second');
    expect(await reader.reading('Table second')).not.toMatch(/Chart|Side/);
    await sources.answer('side', 'here');
    expect(await reader.reading('Side here')).not.toContain('Chart');
    expect(reader.hasEnded()).toBe(false);
    await sources.fail('slow');
    expect(await reader.whole()).toMatch(/No chart.*<\/body><\/html>$/s);
    expect(server.log()).toContain('"source":"slow"');

    // Compressed, each part is sent all the same.
    const gzip = { 'accept-encoding': 'gzip' };
    const [zipped] = await Promise.all([
      ask(`${url}/board`, gzip),
      sources.answer('head', ''),
      sources.answer('side', ''),
    ]);
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(await zipped.reading('Wait for table')).not.toContain('Table');
    await sources.answer('slower', 'zipped');
    await zipped.reading('Table zipped');
    expect(zipped.hasEnded()).toBe(false);

    // The reader leaves: nobody waits for an answer any more, and the log does not call it a failure.
    const failures = server.log().split('source failed').length;
    zipped.leave();
    await sources.left('slow');
    expect(server.log().split('source failed').length).toBe(failures);
  });

  it('has its status before its first byte, and all in place for those without scripts', async () => {
    const { sources, url } = await serving();
    const [broken] = await Promise.all([ask(`${url}/board`), sources.fail('head'), sources.answer('side', '')]);
    expect([broken.status, broken.headers['cache-control']]).toEqual([503, 'no-store']);
    expect(await broken.whole()).toMatch(/Nothing today.*<\/html>$/s);
    for (const name of ['slow', 'slower']) await sources.left(name);

    const all = names.map((name) => sources.answer(name, 'all'));
    const [plain] = await Promise.all([ask(`${url}/board?_eager=1`), ...all]);
    const eager = await plain.whole();
    expect(eager).toContain('Chart all');
    expect(eager).not.toContain('Wait for');
    expect(plain.headers.etag).toBeDefined();
  });

  it.each(browsers)('shows in $name what has come, before the rest is there', async ({ launch }) => {
    const { sources, url } = await serving();
    const { tab, problems } = await visit(await launch());
    const opened = tab.goto(`${url}/board`, { waitUntil: 'commit' });
    await Promise.all([opened, sources.answer('head', 'now')]);
    await tab.getByText('Wait for chart').waitFor();
    await sources.answer('slower', 'second');
    await tab.getByText('Table second').waitFor();
    // The answer has not ended, a boundary before it still waits, and yet the section is in its place.
    expect(await tab.evaluate('document.readyState')).toBe('loading');
    expect(await textsOf(tab)).toEqual(['Head now', 'Wait for chart', 'Table second']);
    await sources.answer('side', 'here');
    await tab.getByText('Side here').waitFor();
    expect(await textsOf(tab)).toEqual(['Head now', 'Wait for chart', 'Side here', 'Table second']);
    await sources.fail('slow');
    await tab.getByText('No chart').waitFor();
    await tab.waitForLoadState('load');
    expect(await tab.locator('template, [data-ui-late]').count()).toBe(0);
    // What came late is part of the page like anything else.
    await tab.getByRole('button', { name: 'Again' }).click();
    await sources.answer('slower', 'again');
    await tab.getByText('Table again').waitFor();
    expect(await textsOf(tab)).toEqual(['Head now', 'No chart', 'Side here', 'Table again']);
    expect(problems).toEqual([]);
  });

  it.runIf(hasChromium).each([
    ['after its time and a little more', '"mode":"stream","timeout":"20s"', 22_000],
    ['after half a minute where it has no time of its own', '"mode":"stream"', 32_000],
  ])('shows the catch of what a broken connection has kept back, %s', async (_, mode, milliseconds) => {
    const limited = page.replaceAll('"mode":"stream"', mode);
    const { sources, url, server } = await serving(limited);
    const { tab } = await visit(await launchChromium());
    await tab.clock.install();
    const opened = tab.goto(`${url}/board`, { waitUntil: 'commit' });
    await Promise.all([opened, sources.answer('head', 'now')]);
    await tab.getByText('Wait for chart').waitFor();
    // The watch over both sections, and what stands between them, has begun.
    const watched = `[...document.querySelectorAll('[data-ui-late]')].filter(({ uiTimer }) => uiTimer).length`;
    await expect.poll(() => tab.evaluate(watched)).toBe(3);
    server.app.server.closeAllConnections();
    await tab.clock.runFor(milliseconds);
    await tab.getByText('No chart').waitFor();
    await tab.getByText('No table').waitFor();
    await tab.clock.runFor(32_000 - milliseconds);
    await tab.getByText('No side').waitFor();
    expect(await tab.getByText('Head now').isVisible()).toBe(true);
  });
});
