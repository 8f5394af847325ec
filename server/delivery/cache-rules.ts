import type { FastifyReply } from 'fastify';
import type { LivePage } from './live-pages.ts';
import type { PageRequest } from './page-request.ts';

/** Public pages may be kept by caches if they ask first; staging and fixtures are nobody's to keep. */
export function cacheRules(reply: FastifyReply, page: LivePage, { channel, fixture }: PageRequest): void {
  if (channel === 'staging' || fixture !== null)
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  else reply.header('cache-control', isForEverybody(page) ? 'public, no-cache' : 'private, no-cache');
}

/** language.md 9.1: public, and no source answers each user differently. */
function isForEverybody({ program, manifests }: LivePage): boolean {
  const sources = (manifests.sources?.['sources'] ?? {}) as Record<string, { readonly vary?: string } | undefined>;
  const varies = Object.values(program.contract.data).some(({ source }) => sources[source]?.vary === 'user');
  return program.contract.access === 'public' && !varies;
}
