import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LivePage } from './live-pages.ts';

/** What caches between a page and its visitors may do with it. */
export type Spread =
  /** What the server's settings say. */
  | 'usual'
  /** Keep it, but ask before each use: it may be taken back. */
  | 'asked'
  /** Nothing: others get another version at the same address. */
  | 'nowhere';

/** Port: which version of a page somebody gets while there are two. */
export interface Versions {
  /** The one this visitor gets; told to the answer where it has to be remembered. */
  choose(request: FastifyRequest, reply: FastifyReply, page: LivePage): LivePage | Promise<LivePage>;
  spread(page: LivePage): Spread;
}
