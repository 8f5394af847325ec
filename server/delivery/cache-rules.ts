import type { FastifyReply } from 'fastify';
import type { LivePage } from './live-pages.ts';
import type { PageRequest } from './page-request.ts';
import type { Spread } from './versions.ts';

/** What caches near the visitors may do without asking, in seconds; 0: nothing. */
export interface EdgeRules {
  readonly fresh: number;
  /** For so long after that they may send what they have, and ask meanwhile. */
  readonly stale: number;
}

/**
 * Public pages may be kept by caches if they ask first; staging and fixtures are nobody's to keep. A cache that is told
 * of releases (by the page's keys) may be allowed to ask less often (RFC 9213); browsers never are, and nobody is while
 * the version may be taken back. Answers whether the page is the same for everybody who gets this version.
 */
export function cacheRules(
  reply: FastifyReply,
  page: LivePage,
  { channel, fixture }: PageRequest,
  { fresh, stale }: EdgeRules,
  spread: Spread,
): boolean {
  if (channel === 'staging' || fixture !== null) {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    return false;
  }
  const isPublic = isForEverybody(page);
  if (spread === 'nowhere') {
    reply.header('cache-control', 'private, no-store');
    return isPublic;
  }
  reply.header('cache-control', isPublic ? 'public, no-cache' : 'private, no-cache');
  if (!isPublic) return false;
  reply.header('surrogate-key', `${page.documentId} ${page.releaseHash}`);
  if (fresh > 0 && spread === 'usual')
    reply.header('cdn-cache-control', `public, max-age=${fresh}, stale-while-revalidate=${stale}`);
  return true;
}

/** What is not kept after all. */
export const keepNowhere = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').removeHeader('cdn-cache-control').removeHeader('surrogate-key');

/** language.md 9.1: public, and no source answers each user differently. */
function isForEverybody({ program, manifests }: LivePage): boolean {
  const sources = (manifests.sources?.['sources'] ?? {}) as Record<string, { readonly vary?: string } | undefined>;
  const varies = Object.values(program.contract.data).some(({ source }) => sources[source]?.vary === 'user');
  return program.contract.access === 'public' && !varies;
}
