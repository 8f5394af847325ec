import { createHash } from 'node:crypto';
import type { Answered, Asked } from '../browsers/tab.ts';
import type { ShotPage } from '../types/page.ts';
import { stillPicture } from './still-picture.ts';

const styleAddress = '/_studio/page.css';

/** What a page was given while it was shot. */
export interface Given {
  /** `sha256` in hex of every font file handed out, sorted. */
  readonly fonts: readonly string[];
  /** Why one of the page's own files could not be had, as far as that is not "not found"; null when all is well. */
  readonly problem: string | null;
  /** Whether something of it may have run: scripts come from files only. */
  readonly hasScripts: boolean;
}

/** Answers what a page asks for from its own files, and tells what it was given so far. */
export function answerFrom(page: ShotPage): {
  readonly answer: (asked: Asked) => Promise<Answered>;
  readonly given: () => Given;
} {
  const fonts = new Set<string>();
  let problem: string | null = null;
  let hasScripts = false;
  return {
    async answer(asked) {
      try {
        const answered = await answerOne(page, asked, fonts);
        hasScripts ||= mayRun(asked, answered);
        return answered;
      } catch (cause) {
        const path = pathOf(asked);
        problem ??= `${path}: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`;
        throw cause;
      }
    },
    given: () => ({ fonts: [...fonts].sort(), problem, hasScripts }),
  };
}

async function answerOne(page: ShotPage, asked: Asked, fonts: Set<string>): Promise<Answered> {
  const path = pathOf(asked);
  if (path === '/') return { headers: pageHeaders, body: withStyles(page.html) };
  if (path === styleAddress) return sheet(page);
  const file = await page.asset(decoded(path));
  if (file) {
    if (file.type.startsWith('image/')) return headed(await stillPicture(file.bytes, file.type));
    if (file.type.startsWith('font/')) fonts.add(createHash('sha256').update(file.bytes).digest('hex'));
    return headed(file);
  }
  // The page's own link to its sheet, under whatever name the host gave it.
  if (asked.kind === 'stylesheet') return sheet(page);
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
}

/** Scripts themselves, and documents in the page, for which its policy does not hold; pictures may be such. */
function mayRun({ path, kind }: Asked, { headers, body }: Answered): boolean {
  const type = headers['content-type'] ?? '';
  if (path === '/') return false;
  if (kind === 'document' || !/^(?:image|font|text\/css|text\/plain)/.test(type)) return true;
  return type.includes('svg') && /script|\son/i.test(Buffer.from(body as Uint8Array).toString('latin1'));
}

const headed = ({ bytes, type }: { readonly bytes: Uint8Array; readonly type: string }): Answered => ({
  headers: { 'content-type': type, 'access-control-allow-origin': '*' },
  body: bytes,
});

const pathOf = ({ path }: Asked): string => path.split('?', 1)[0] ?? path;
const sheet = ({ css }: ShotPage): Answered => ({ headers: { 'content-type': 'text/css; charset=utf-8' }, body: css });

/** Addresses may be broken; nothing is stored under such a one. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** As the server does: scripts only from files, never from the markup. */
export const pageHeaders = {
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
