import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngine, type NodeObject, type PageDocument } from '#engine';
import { findBrowser } from '#visual';
import { launchBrowser } from '../../visual-tests/browsers/launch.ts';

/** A published list of attack strings; beside the project, so it may be missing. */
const corpus = new URL('../../../shared/corpora/xss-shared.json', import.meta.url);
if (!existsSync(corpus)) console.info('The list of attack strings is not there; none was tried in a browser.');

interface Attack {
  readonly id: string;
  readonly payload: string;
  readonly live: { readonly chromium: string };
}

const addresses = [
  'javascript:alert(1)',
  ' \u0001JaVa\tScRiPt\n:alert(1)',
  'javascript&colon;alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:alert(1)//javascript:alert(1)',
];

const engine = createEngine();
const origin = 'http://pages.test';

let browser: Browser;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = await launchBrowser(found?.executable ?? '');
});
afterAll(() => browser?.close());

/**
 * Pages go to a real browser without the policy that servers send with them: escaping alone has to hold. Beside them the
 * same strings stand unescaped, which shows that what is watched for does happen.
 */
describe.runIf(existsSync(corpus))('attack strings in a browser (S1)', () => {
  it('run nothing and load nothing as data or as constants of a page, yet do so when written raw', async () => {
    const live = alive();
    const strings = [...live.map(({ payload }) => payload), ...addresses];
    const raw = [
      ...live.map(({ payload }) => `<!doctype html><body><div>${payload}</div>`),
      ...addresses.map((address) => `<!doctype html><body><a href="${address.replaceAll('"', '&quot;')}">go</a>`),
    ];
    const ours = [...strings.map(asData), ...strings.map(asConstant)];
    const { fired, foreign } = await watch(ours, raw, live.length * 0.9);
    expect(live.length).toBeGreaterThanOrEqual(70);
    expect([...fired].filter((name) => name.startsWith('ours'))).toEqual([]);
    expect(foreign.filter((request) => request.startsWith('ours'))).toEqual([]);
  }, 60_000);
});

/** Those a browser runs when they stand in a page as they are. */
function alive(): readonly Attack[] {
  const { payloads } = JSON.parse(readFileSync(corpus, 'utf8')) as { readonly payloads: readonly Attack[] };
  return payloads.filter(({ live }) => ['auto', 'event'].includes(live.chromium));
}

/** Loads all pages as frames, ours first, acts on every element of them, and waits until enough raw ones went off. */
async function watch(ours: readonly string[], raw: readonly string[], enough: number) {
  const context = await browser.newContext({ bypassCSP: true });
  const fired = new Set<string>();
  const foreign: string[] = [];
  let isActing = false;
  await context.exposeBinding('wentOff', ({ frame }) => void fired.add(frame.name()));
  await context.addInitScript(() => {
    const { wentOff } = window as unknown as { wentOff(): void };
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
      Object.defineProperty(window, name, { value: () => wentOff() });
  });
  const bodies = new Map([...ours.map(named('ours')), ...raw.map(named('raw'))]);
  await context.route('**/*', async (route) => {
    const { pathname, origin: asked } = new URL(route.request().url());
    const body = bodies.get(pathname.slice(1));
    if (asked !== origin) {
      // Following a link is what links are for; anything before that nobody asked for.
      if (!isActing) foreign.push(`${route.request().frame().name()} ${route.request().url()}`);
      return route.abort();
    }
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: framesOf([...bodies.keys()]) });
    return body === undefined
      ? route.fulfill({ status: 404, contentType: 'text/plain', body: '' })
      : route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
  const page = await context.newPage();
  await page.goto(origin, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(
    () => [...document.querySelectorAll('iframe')].every(({ contentDocument }) => contentDocument?.body?.firstChild),
    null,
    { timeout: 30_000 },
  );
  isActing = true;
  await actOnEverything(page);
  const rawFired = () => [...fired].filter((name) => name.startsWith('raw')).length;
  await vi.waitFor(() => expect(rawFired()).toBeGreaterThanOrEqual(enough), 60_000);
  await context.close();
  return { fired, foreign };
}

const named =
  (kind: string) =>
  (html: string, at: number): [string, string] => [`${kind}-${at}`, html];

const framesOf = (names: readonly string[]) =>
  `<!doctype html><body>${names.map((name) => `<iframe name="${name}" src="/${name}"></iframe>`).join('')}`;

/** Every event that attack strings wait for, to every element of every frame. */
const actOnEverything = (page: Page) =>
  page.evaluate(() => {
    const events =
      'mouseover mouseenter mousemove mousedown mouseup mouseout mouseleave dblclick auxclick contextmenu focus focusin blur focusout keydown keypress keyup input change invalid submit cut copy paste drag dragstart dragenter dragover dragend drop scroll wheel toggle pointerover animationstart';
    for (const frame of document.querySelectorAll('iframe')) {
      for (const element of frame.contentDocument?.querySelectorAll('*') ?? []) {
        for (const type of events.split(' '))
          element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
        if (element instanceof (frame.contentWindow as Window & typeof globalThis).HTMLElement) element.click();
      }
    }
  });

const text = { type: 'string', default: '' } as const;

/** Text, heading, attributes, address of a link and of a picture, cell of a table, argument of a message, title. */
const pageOf = (value: string, address: string, more: readonly NodeObject[]): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'samples/attacked',
  version: '1.0.0',
  title: 'Attacked',
  route: '/attacked',
  access: 'public',
  head: { title: value },
  params: { q: text },
  data: { attack: { source: 'attack', schema: { type: 'string' } } },
  messages: { en: { hello: 'Hello {$name}' } },
  view: {
    id: 'stack',
    type: 'Stack',
    children: [
      { id: 'heading', type: 'Heading', props: { text: value, level: 1 } },
      { id: 'text', type: 'Text', props: { text: value } },
      { id: 'link', type: 'Link', props: { text: value, to: address } },
      { id: 'image', type: 'Image', props: { src: address, alt: value, width: 9, height: 9 } },
      { id: 'input', type: 'TextInput', bind: 'params:q', props: { label: value, placeholder: value } },
      {
        id: 'table',
        type: 'Table',
        props: {
          caption: value,
          rows: "${[{ 'id': 'a' }]}",
          key: '${row.id}',
          columns: [{ key: 'id', header: value, value }],
        },
      },
      ...more,
    ],
  },
});

const fromData = engine.compile(
  pageOf('${data.attack}', '${data.attack}', [
    { id: 'greeting', type: 'Text', props: { text: "${t('hello', { name: data.attack })}" } },
  ]),
);

function asData(attack: string): string {
  if (!fromData.program) throw new Error(JSON.stringify(fromData.diagnostics));
  return engine.render(fromData.program, { data: { attack } }).html;
}

/** A page whose author wrote the string into it. An address that does not compile is nowhere. */
function asConstant(attack: string): string {
  const constant = attack.replaceAll('${', '$${');
  const linked = engine.compile(pageOf(constant, constant, []));
  const { program, diagnostics } = linked.program ? linked : engine.compile(pageOf(constant, '#', []));
  if (!program) throw new Error(JSON.stringify(diagnostics));
  return engine.render(program).html;
}
