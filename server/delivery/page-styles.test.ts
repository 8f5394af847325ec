import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bundle, createEngine, stylesheetAddress, type ThemeDocument } from '#engine';
import { greetingPage } from '../testing/pages.ts';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';
import { pageStyles } from './page-styles.ts';

const theme = (id: string, radius: number, more: Partial<ThemeDocument> = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/theme.json',
    kind: 'theme',
    id,
    version: '1.0.0',
    title: id,
    extends: 'core/theme@^1.0.0',
    tokens: {
      version: '2025.10',
      sets: {
        own: { sources: [{ radius: { $type: 'dimension', control: { $value: { value: radius, unit: 'px' } } } }] },
      },
      resolutionOrder: [{ $ref: '#/sets/own' }],
    },
    ...more,
  });

const page = greetingPage({
  view: { id: 'go', type: 'Link', props: { text: 'Hello ${ctx.tenant.name}', to: '/' } },
});
const button = greetingPage({ view: { id: 'go', type: 'Button', props: { text: 'Go' } } });

const documents = (text: string): Pick<Bundle, 'documents' | 'settings'> => ({
  documents: [
    { id: 'acme/greeting', version: '1.0.0', text },
    { id: 'acme/product', version: '1.0.0', text: theme('acme/product', 3) },
    {
      id: 'acme/tenant',
      version: '1.0.0',
      text: theme('acme/tenant', 21, { tenant: 'blue', extends: 'acme/product@^1.0.0' }),
    },
  ],
  settings: { theme: 'acme/product' },
});

const styleIn = (html: string): string => /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
const linkIn = (html: string): string => /<link rel="stylesheet" href="([^"]*)">/.exec(html)?.[1] ?? '';
/** What a person approved: the page without what is filled in while sending. */
const approved = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>|<link rel="stylesheet"[^>]*>/g, '');

describe('styles of a served page (E9)', () => {
  it('are in the page as far as the first view needs them, allowed by their hash; the sheet comes at the end', async () => {
    const { server, publish } = await publishingServer();
    await publish(button, { bundle: documents(button) });
    const { body, headers } = await server.app.inject('/greeting');
    const policy = String(headers['content-security-policy']);
    expect(body.indexOf('<style>')).toBeLessThan(body.indexOf('</head>'));
    expect(body.slice(0, body.indexOf('</head>'))).not.toContain('rel="stylesheet"');
    expect(body).toMatch(/<link rel="stylesheet" href="[^"]*"><\/body><\/html>$/);
    const { allowed } = pageStyles({ address: 'x', critical: styleIn(body) }, '/');
    expect(policy).toContain(`style-src 'self' ${allowed[0]};`);
    expect(policy).not.toContain('unsafe');
    const sheet = await server.app.inject(linkIn(body));
    expect(sheet.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(sheet.body.length).toBeGreaterThan(styleIn(body).length);
    expect(styleIn(body)).toContain('.ui-button{');
  });

  it('leave the approved bytes as they are: without them, they are those of any theme and of none', async () => {
    const { server, publish } = await publishingServer();
    await publish(button, { bundle: documents(button) });
    const served = (await server.app.inject('/greeting')).body;
    const engine = createEngine();
    const program = engine.compile(button).program!;
    const { html } = engine.render(program, { ctx: { locale: 'en' } });
    expect(approved(served)).toBe(html);
    const styles = engine.styles(program);
    const late = { stylesheets: [stylesheetAddress(styles)], critical: styles.critical.css };
    expect(approved(engine.render(program, { ctx: { locale: 'en' }, late }).html)).toBe(html);
  });

  it('that could end their element are linked in the head instead', () => {
    const engine = createEngine();
    const program = engine.compile(button).program!;
    const { html } = engine.render(program, { late: { stylesheets: ['/a.css'], critical: 'a{content:"</style>"}' } });
    expect(html).not.toContain('<style>');
    expect(html.indexOf('href="/a.css"')).toBeLessThan(html.indexOf('</head>'));
    expect(html.split('/a.css')).toHaveLength(2);
  });

  it('of notices and the list of pages are allowed as well', async () => {
    const { server } = await publishingServer();
    for (const url of ['/', '/nowhere']) {
      const { body, headers } = await server.app.inject(url);
      const [hash = 'none'] = pageStyles({ address: 'x', critical: styleIn(body) }, '/').allowed;
      expect(headers['content-security-policy']).toContain(hash);
    }
  });
});

describe('a tenant (E10)', () => {
  const tenants = { blue: { name: 'Blue & Co', hosts: ['blue.example'], features: ['beta'] } };

  async function withTenants(text: string) {
    const file = join(await temporaryFolder(), 'tenants.json');
    writeFileSync(file, JSON.stringify({ tenants }));
    const publisher = await publishingServer({ TENANTS_FILE: file });
    expect((await publisher.publish(text, { bundle: documents(text) })).statusCode).toBe(200);
    const at = async (host: string) =>
      (await publisher.server.app.inject({ url: '/greeting', headers: { host } })).body;
    return { ...publisher, at };
  }

  it('sees the pages in its own theme, which wins over the product theme; the HTML is the same', async () => {
    const { at, server } = await withTenants(button);
    const [product, own, other] = [await at('shop.example'), await at('blue.example:8080'), await at('red.example')];
    const css = async (html: string) => (await server.app.inject(linkIn(html))).body;
    expect(await css(product)).toContain('--ui-radius-control:3px');
    expect(await css(own)).toContain('--ui-radius-control:21px');
    expect(styleIn(own)).toContain('--ui-radius-control:21px');
    expect(other).toBe(product);
    expect(approved(own)).toBe(approved(product));
  });

  it('is known to the page by its name', async () => {
    const { at } = await withTenants(page);
    expect(await at('blue.example')).toContain('Hello Blue &amp; Co');
    expect(await at('shop.example')).toContain('Hello Default');
  });

  it('of a file with mistakes stops the start, and every mistake is named', async () => {
    const file = join(await temporaryFolder(), 'tenants.json');
    const bad = { a: { hosts: ['x.example'] }, 'B!': { hosts: ['x.example', 'https://y'] }, c: {}, d: null };
    writeFileSync(file, JSON.stringify({ tenants: bad }));
    await expect(publishingServer({ TENANTS_FILE: file })).rejects.toThrow(
      /"B!" is no id.*"x\.example" belongs to "a" and "B!".*"https:\/\/y".*"c" needs a list of hosts.*"d" needs/,
    );
  });
});
