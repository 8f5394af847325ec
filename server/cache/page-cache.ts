import { createHash } from 'node:crypto';
import { type CacheStatistics, expiringCache, layeredCache, type OuterCache, type Texts } from '#engine';
import { type Encoding, isWorthPacking } from '../compression.ts';
import { type Packed, packed, packedFrom } from '../packed.ts';
import type { RedisTexts } from './redis-texts.ts';
import { singleFlight } from './single-flight.ts';

/** Pages as they were rendered, so that the same inputs are rendered once: in memory, and in Redis for all servers. */
export interface PageCache {
  /**
   * The page of this key: kept, on its way, or made now. What is kept is at hand in `encoding`, unless it is small; what
   * `make` says is not to be kept is made each time.
   */
  page(key: PageKey, encoding: Encoding, make: () => MadePage): Promise<KeptPage>;
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
  readonly content: Packed;
  readonly status: number;
  readonly isWell: boolean;
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
/** What a page takes beside its bytes: its name, its tag, its place. */
const fixedBytes = 600;

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
  const levels = layeredCache<KeptPage>({ memory, outer, clock, texts });
  const once = singleFlight<KeptPage>();

  const lookUp = async (name: string, encoding: Encoding, make: () => MadePage): Promise<KeptPage> => {
    const kept = await levels.get(name);
    if (kept) return kept;
    const made = make();
    const page = keptPage(made);
    if (!made.isKept || made.status !== 200) return page;
    // As it will be sent: small, so that there is room for many. Whoever wants it whole has it unpacked.
    if (isWorthPacking(page.content.length)) await page.content.in(encoding === 'identity' ? 'br' : encoding);
    // Nobody who asked waits for Redis to have it.
    void levels.set(name, page);
    return page;
  };

  return {
    async page(key, encoding, make) {
      if (!isUsed) return keptPage(make());
      const name = nameOf(key);
      const page = (memory.peek(name) && memory.get(name)) || (await once(name, () => lookUp(name, encoding, make)));
      const { content } = page;
      if (encoding === 'identity' || content.has(encoding) || !isWorthPacking(content.length)) return page;
      await content.in(encoding);
      if (memory.peek(name) === page) memory.set(name, page, sizeOf(page));
      return page;
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
export const keptPage = ({ html, status, isWell }: Omit<MadePage, 'isKept'>): KeptPage => ({
  content: packed(Buffer.from(html)),
  status,
  isWell,
});

const sizeOf = ({ content }: KeptPage): number => content.size() + fixedBytes;

/** What Redis holds of a page: encoding, length and tag, then its bytes. Small pages can be read there. */
const texts: Texts<KeptPage> = {
  write({ content }) {
    const [[encoding, bytes]] = content.forms() as [[Encoding, Buffer]];
    return [encoding, content.length, content.etag, bytes.toString(textOf[encoding])].join(' ');
  },
  read(text) {
    const [, encoding = '', length = '', etag = '', bytes = ''] = /^(\S+) (\S+) (\S+) ([\s\S]*)$/.exec(text) ?? [];
    if (!isEncoding(encoding)) throw new Error('It is no page.');
    const forms = new Map([[encoding, Buffer.from(bytes, textOf[encoding])]]);
    return { content: packedFrom(forms, Number(length), etag), status: 200, isWell: true };
  },
  size: sizeOf,
};

const textOf = { identity: 'utf8', br: 'base64', gzip: 'base64' } as const;
const isEncoding = (name: string): name is Encoding => Object.hasOwn(textOf, name);

const hashOf = (content: string): string => createHash('sha256').update(content).digest('base64url');
