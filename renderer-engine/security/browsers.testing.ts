import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, firefox, type Page } from 'playwright-core';

const places = {
  chromium: [
    process.env['STUDIO_CHROMIUM'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ],
  firefox: [process.env['STUDIO_FIREFOX'] ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox'],
} as const;

export type BrowserName = keyof typeof places;

/** Null when this machine does not have it. */
export const browserAt = (name: BrowserName): string | null =>
  places[name].find((path) => path && existsSync(path)) ?? null;

/** Starts the installed browser, which nothing may leave. */
export function startBrowser(name: BrowserName, executablePath: string): Promise<Browser> {
  if (name === 'chromium') {
    const args = ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    return chromium.launch({ executablePath, args });
  }
  return firefox.launch({
    executablePath,
    channel: 'moz-firefox',
    firefoxUserPrefs: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 1,
    },
  });
}

/** What a page did that no page may do. */
export interface Misdeeds {
  /** Dialogs, and script that a policy which only reports has seen. */
  readonly ran: readonly string[];
  /** Elements, attributes and addresses that could run script. */
  readonly armed: readonly string[];
}

/** Serves pages without any policy that would stop a script, and looks at what they do in a browser. */
export async function newWitness(browser: Browser) {
  let html = '';
  let opened = 0;
  const server = createServer((request, response) => {
    if (request.url !== `/${opened}`) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // Reported, not stopped: whatever runs is seen, by name.
    response.setHeader('content-security-policy-report-only', "script-src 'none'; object-src 'none'");
    return response.end(html);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await browser.newPage();
  await page.addInitScript(listen);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(`dialog ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
  return {
    async open(text: string): Promise<Page> {
      html = text;
      dialogs.length = 0;
      const go = () => page.goto(`${origin}/${++opened}`, { waitUntil: 'domcontentloaded' });
      // A busy Firefox may tell of one navigation as if it were two. A page that goes somewhere itself does so again, or
      // to another address.
      await go().catch((error: Error) => {
        const isTwice = error.message.includes(`interrupted by another navigation to "${origin}/${opened}"`);
        if (!isTwice) throw error;
        return go();
      });
      return page;
    },
    async look(text: string): Promise<Misdeeds> {
      await this.open(text);
      const seen = await page.evaluate(misdeeds);
      return { ran: [...dialogs, ...seen.ran], armed: seen.armed };
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

/** Runs in the page before anything else. */
function listen(): void {
  const ran: string[] = [];
  Object.assign(window, { ran });
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.assign(window, { [name]: () => void ran.push(name) });
  }
  addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, sample }) => ran.push(`${effectiveDirective} ${sample}`),
    true,
  );
}

/** Runs in the page when it is there. */
function misdeeds(): { ran: string[]; armed: string[] } {
  const armed: string[] = [];
  const bad = new Set([
    'script',
    'style',
    'iframe',
    'frame',
    'object',
    'embed',
    'base',
    'applet',
    'marquee',
    'animate',
    'set',
    'portal',
  ]);
  const urls = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'background', 'ping'];
  for (const element of document.querySelectorAll('*')) {
    if (bad.has(element.localName)) armed.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$/i.test(name)) armed.push(`${element.localName} ${name}`);
      if (/^hx-(on|vals|confirm|vars|headers)/.test(name) && /^\s*(js|javascript):/i.test(value))
        armed.push(`${name}=${value}`);
      if (!urls.includes(name)) continue;
      // As the browser itself reads it.
      const { protocol } = new URL(value, location.href);
      if (!['http:', 'https:', 'mailto:', 'tel:', 'about:'].includes(protocol)) armed.push(`${name}=${value}`);
    }
  }
  return { ran: (window as unknown as { ran: string[] }).ran, armed };
}
