import type { FastifyRequest } from 'fastify';
import type { Channel } from '../storage/index.ts';

/** What an address asks for, apart from the page's own params. Names that start with `_` are ours (language.md 4.4). */
export interface PageRequest {
  /** Still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly channel: Channel;
  readonly fixture: string | null;
  readonly locale: string | undefined;
  /** Lazy nodes are rendered in place: the way without scripts. */
  readonly eager: boolean;
}

export function pageRequest(request: FastifyRequest): PageRequest {
  const url = request.raw.url ?? '/';
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  return {
    path: mark === -1 ? url : url.slice(0, mark),
    query,
    channel: query.get('_channel') === 'staging' ? 'staging' : 'production',
    fixture: query.get('_fixture'),
    locale: query.get('_locale') ?? undefined,
    eager: query.get('_eager') === '1',
  };
}
