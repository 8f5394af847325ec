import { createHash } from 'node:crypto';
import type { BrowserContext, Route } from 'playwright-core';
import type { ShotPage } from '../types.ts';

/** Where every shot page lives; no such host exists anywhere. */
export const pageOrigin = 'http://page.studio.test';
const styleAddress = '/_studio/page.css';

/** What a page asked for while it was shot. */
export interface Requests {
  /** Addresses outside the page's own files; each was refused. */
  readonly refused: readonly string[];
  /** `sha256` in hex of every font file handed out, sorted. */
  readonly fonts: readonly string[];
  /** Why one of the page's own files could not be had, as far as that is not "not found"; null when all is well. */
  readonly problem: string | null;
}

/** Answers every request of a context from the page's own files, and refuses all others by name. */
export async function answerFrom(page: ShotPage, context: BrowserContext): Promise<() => Requests> {
  const refused = new Set<string>();
  const fonts = new Set<string>();
  let problem: string | null = null;
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    const { origin, pathname } = new URL(url);
    try {
      if (origin === pageOrigin) return await answer(page, route, pathname, fonts);
      refused.add(url.slice(0, 200));
      await route.abort('blockedbyclient');
    } catch (cause) {
      // Nobody waits for this handler: a file that cannot be read is kept for the shot, a page that has gone is no news.
      problem ??= `${pathname}: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`;
      await route.abort('failed').catch(() => {});
    }
  });
  await context.routeWebSocket('**', (socket) => {
    refused.add(socket.url().slice(0, 200));
    socket.close();
  });
  return () => ({ refused: [...refused].sort(), fonts: [...fonts].sort(), problem });
}

async function answer(page: ShotPage, route: Route, path: string, fonts: Set<string>): Promise<void> {
  if (path === '/') return route.fulfill({ headers: pageHeaders, body: withStyles(page.html) });
  if (path === styleAddress) return route.fulfill({ contentType: cssType, body: page.css });
  const file = await page.asset(decoded(path));
  if (file) {
    if (route.request().resourceType() === 'font') fonts.add(createHash('sha256').update(file.bytes).digest('hex'));
    return route.fulfill({
      contentType: file.type,
      body: Buffer.from(file.bytes),
      headers: { 'access-control-allow-origin': '*' },
    });
  }
  // The page's own link to its sheet, under whatever name the host gave it.
  if (route.request().resourceType() === 'stylesheet') return route.fulfill({ contentType: cssType, body: page.css });
  return route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' });
}

/** Addresses may be broken; nothing is stored under such a one. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const cssType = 'text/css; charset=utf-8';
/** As the server does: scripts only from files, never from the markup. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "script-src 'self'; object-src 'none'; base-uri 'none'",
};

/** A page that links no sheet of its own gets the compiled one. */
function withStyles(html: string): string {
  if (/<link\b[^>]*\brel="?stylesheet/i.test(html)) return html;
  const link = `<link rel="stylesheet" href="${styleAddress}">`;
  const headEnd = html.search(/<\/head>/i);
  return headEnd < 0 ? link + html : html.slice(0, headEnd) + link + html.slice(headEnd);
}
