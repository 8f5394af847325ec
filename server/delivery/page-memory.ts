import { nodeClock } from '#engine/node';
import { type PageCache, pageCache } from '../cache/page-cache.ts';
import type { Redis } from '../cache/redis.ts';
import { redisTexts } from '../cache/redis-texts.ts';
import { type LivePages, livePages } from './live-pages.ts';
import { type ReadyAnswers, readyAnswers } from './ready-answers.ts';

/** Live pages in memory, and what was rendered of them. */
export interface PageMemory {
  readonly pages: LivePages;
  readonly cache: PageCache;
  readonly ready: ReadyAnswers;
  /** Keeps that share of what was rendered. */
  shrink(share: number): void;
}

/** Of the memory for pages so much is for answers that are ready to be sent. */
const readyShare = 4;

/** `bytes` is for what was rendered; `redis` shares it among servers, sealed with `secret`. */
export function pageMemory({
  bytes,
  redis,
  secret,
  now,
}: {
  readonly bytes: number;
  readonly redis: Redis | null;
  /** The same on all servers that share pages. */
  readonly secret: () => Buffer;
  readonly now: () => Date;
}): PageMemory {
  const ready = readyAnswers(bytes / readyShare);
  const pages = livePages(now, ready.clear);
  const cache = pageCache({
    mostBytes: bytes * (1 - 1 / readyShare),
    shared: redis && redisTexts(redis, 'schema-studio:page:', secret),
    clock: nodeClock,
  });
  return {
    pages,
    cache,
    ready,
    shrink(share) {
      cache.shrink(share);
      ready.clear();
    },
  };
}
