import { type ParsedUrl, parseUrl } from './url-global.ts';

/** What a URL is for: following it, showing a picture, or sending a form. */
export type UrlPurpose = 'link' | 'image' | 'action';

/** What decides whether an address is our own (language.md 2.4 `site`). */
export interface UrlPolicy {
  /** e.g. `https://orders.acme.example`; null when unknown, then only paths are our own. */
  readonly origin: string | null;
  /** Path prefix of the site, starts and ends with `/`. */
  readonly base: string;
  /** Origins, with or without a path, that pictures may come from. */
  readonly images: readonly string[];
  /** Address of `asset:path`, or null when there is no such file. */
  readonly asset: (path: string) => string | null;
}

/** A URL that may be written. `blocked` ones are `about:blank#blocked`; the caller reports UI9301. */
export interface SafeUrl {
  readonly url: string;
  readonly external: boolean;
  readonly blocked: boolean;
}

export const blockedUrl: SafeUrl = { url: 'about:blank#blocked', external: false, blocked: true };

/** Stands for our own origin while parsing when the site has none; never reaches the output. */
const unnamedOrigin = 'https://own-origin.invalid';

/** The allow-list of language.md 9.2. What comes out is re-serialized, so it is what a browser will read. */
export function safeUrl(text: string, purpose: UrlPurpose, policy: UrlPolicy): SafeUrl {
  if (plainPath.test(text)) return { url: text, external: false, blocked: false };
  if (text.startsWith('asset:')) return safeAsset(text.slice('asset:'.length), policy);
  const ownOrigin = policy.origin ?? unnamedOrigin;
  const url = parseUrl(text, ownOrigin + policy.base);
  if (!url) return blockedUrl;
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (web && url.origin === originOf(ownOrigin)) return ownUrl(text, url);
  if (purpose === 'action') return blockedUrl;
  if (purpose === 'image') return safePicture(url, policy);
  if (web) return external(url);
  return url.protocol === 'mailto:' || url.protocol === 'tel:'
    ? { url: url.href, external: false, blocked: false }
    : blockedUrl;
}

/** A path of this site that no parser reads in another way: no dots, escapes, queries, or second host. */
const plainPath = /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/?)?$/;

const originOf = (origin: string): string | undefined => parseUrl(origin)?.origin;

function safeAsset(path: string, policy: UrlPolicy): SafeUrl {
  const url = policy.asset(path);
  return url === null ? blockedUrl : { url, external: false, blocked: false };
}

/** A same-origin reference keeps its form: `?q=1` and `#top` stay relative to the page that shows them. */
function ownUrl(text: string, url: ParsedUrl): SafeUrl {
  // "/.//host" has the path "//host": written alone, a browser would take it for another host.
  if (url.pathname.startsWith('//')) return blockedUrl;
  const start = text.trimStart().charAt(0);
  const path = start === '#' ? '' : start === '?' ? url.search : url.pathname + url.search;
  const result = path + url.hash;
  return { url: result === '' ? (start === '?' ? '?' : '#') : result, external: false, blocked: false };
}

function external(url: ParsedUrl): SafeUrl {
  url.username = '';
  url.password = '';
  return { url: url.href, external: true, blocked: false };
}

const rasterPicture = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/;

function safePicture(url: ParsedUrl, policy: UrlPolicy): SafeUrl {
  if (url.protocol === 'data:') {
    return rasterPicture.test(url.href) ? { url: url.href, external: false, blocked: false } : blockedUrl;
  }
  return policy.images.some((allowed) => isBelow(url, allowed)) ? external(url) : blockedUrl;
}

function isBelow(url: ParsedUrl, allowed: string): boolean {
  const root = parseUrl(allowed);
  if (!root || root.origin !== url.origin || root.origin === 'null') return false;
  const prefix = root.pathname.endsWith('/') ? root.pathname : `${root.pathname}/`;
  return url.pathname === root.pathname || url.pathname.startsWith(prefix);
}
