import { createHash } from 'node:crypto';
import { type CacheStatistics, expiringCache, layeredCache, type OuterCache } from '#engine';
import type { RedisTexts } from './redis-texts.ts';
import { singleFlight } from './single-flight.ts';

/** Pages as they were rendered, so that the same inputs are rendered once: in memory, and in Redis for all servers. */
export interface PageCache {
  /** The page of this key: kept, on its way, or made now. What `make` says is not to be kept is made each time. */
  page(key: PageKey, make: () => MadePage): Promise<KeptPage>;
  /** Gives up every page of a document, here. */
  forget(documentId: string): void;
  /** The same in what servers share. Never rejects. */
  forgetShared(documentId: string): Promise<void>;
  /** Keeps that share, what was used last. */
  shrink(share: number): void;
  /** By level, the nearest first. */
  statistics(): Readonly<Record<string, CacheStatistics>>;
}

/** Everything that the bytes of a page depend on. */
export interface PageKey {
  readonly documentId: string;
  readonly tenant: string;
  readonly locale: string;
  /** The version, who renders it, its params and data: anything that JSON can say. */
  readonly inputs: unknown;
}

export interface MadePage {
  readonly html: string;
  readonly status: number;
  /** No component of it failed. */
  readonly isWell: boolean;
  readonly isKept: boolean;
}

export interface KeptPage {
  readonly bytes: Buffer;
  /** Strong validator of `bytes`. */
  readonly etag: string;
  readonly status: number;
  readonly isWell: boolean;
  /** The bytes as they were sent compressed, by encoding; filled by whoever sends them. */
  readonly compressed: Map<string, Promise<Buffer>>;
}

export interface PageCacheOptions {
  /** Of the memory of this server; 0 keeps nothing anywhere. */
  readonly mostBytes: number;
  /** What servers share; null without. */
  readonly shared: RedisTexts | null;
  readonly clock: () => number;
}

const hour = 3_600_000;
/** Longest page that is shared: bytes of its text as memory holds it. */
const mostShared = 2 ** 20;
/** The bytes of a page, and of what they are compressed to, beside its text. */
const fixedBytes = 1_000;

export function pageCache({ mostBytes, shared, clock }: PageCacheOptions): PageCache {
  const isUsed = mostBytes > 0;
  const memory = expiringCache<KeptPage>({
    most: isUsed ? Math.ceil(mostBytes / fixedBytes) : 0,
    mostBytes: Math.max(1, mostBytes),
    lifetime: hour,
    clock,
  });
  const outer: readonly OuterCache[] =
    shared && isUsed ? [{ name: 'redis', mostBytes: mostShared, lifetime: 24 * hour, ...shared }] : [];
  const texts = {
    write: ({ bytes }: KeptPage) => bytes.toString(),
    read: (html: string) => keptPage({ html, status: 200, isWell: true }),
  };
  const levels = layeredCache<KeptPage>({ memory, outer, clock, texts });
  const once = singleFlight<KeptPage>();

  const lookUp = async (name: string, make: () => MadePage): Promise<KeptPage> => {
    const kept = await levels.get(name);
    if (kept) return kept;
    const made = make();
    const page = keptPage(made);
    // Nobody who asked waits for Redis to have it.
    if (made.isKept && made.status === 200) void levels.set(name, page);
    return page;
  };

  return {
    async page(key, make) {
      if (!isUsed) return keptPage(make());
      const name = nameOf(key);
      return (memory.peek(name) && memory.get(name)) || once(name, () => lookUp(name, make));
    },
    forget: (documentId) => memory.deleteWhere((name) => name.startsWith(`${documentId} `)),
    forgetShared: async (documentId) => void (await shared?.forget(`${documentId} *`).catch(() => undefined)),
    shrink: memory.shrink,
    statistics: levels.statistics,
  };
}

/** Readable where it helps an operator, hashed where it is long. No part but the last may hold a space. */
const nameOf = ({ documentId, tenant, locale, inputs }: PageKey): string =>
  `${documentId} ${tenant} ${locale} ${hashOf(JSON.stringify(inputs))}`;

/** A page as it was rendered, whether it is kept or not. */
export function keptPage({ html, status, isWell }: Omit<MadePage, 'isKept'>): KeptPage {
  const bytes = Buffer.from(html);
  return { bytes, etag: `"${hashOf(bytes)}"`, status, isWell, compressed: new Map() };
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('base64url');
