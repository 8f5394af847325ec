import {
  type DialectName,
  type Engine,
  type HostManifests,
  matchRoute,
  type PageScripts,
  type Program,
  type ProjectSettings,
  type RouteMatch,
  type Tests,
} from '#engine';
import type { Channel } from '../storage/index.ts';
import type { PageStyles } from './page-styles.ts';

/** A release that is being served: everything a request needs, so that it only renders. */
export interface LivePage {
  readonly channel: Channel;
  readonly documentId: string;
  readonly version: string;
  readonly releaseHash: string;
  /** Full path, base included. */
  readonly route: string;
  readonly publishedAt: string;
  /** How it speaks to the library it loads; part of its bytes. */
  readonly dialect: DialectName;
  readonly engine: Engine;
  readonly program: Program;
  readonly tests: Tests | null;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  /** Null when nothing in it needs one. */
  readonly scripts: PageScripts | null;
  /** In the theme of a tenant, or else in the project's. */
  readonly styles: (tenant: string) => PageStyles;
  /** Everything its bytes depend on beside the inputs of a render. */
  readonly identity: () => string;
  /** False when functions of the host have a say, whose code may change without a release. */
  readonly isRepeatable: boolean;
  /** It may look otherwise at another time, all else being equal. */
  readonly readsClock: boolean;
}

/** What is live, in memory. Storage is the truth; this follows it. */
export interface LivePages {
  match(channel: Channel, path: string): RouteMatch<LivePage> | null;
  /**
   * The page a program address belongs to. A page that was replaced keeps answering for a day, for people who have it
   * open (language.md 4.3).
   */
  byProgram(documentId: string, hash12: string): LivePage | null;
  list(channel: Channel): readonly LivePage[];
  /** Whether this version of a document is what the channel shows. */
  has(channel: Channel, documentId: string, releaseHash: string): boolean;
  /** Page id → route of what is live in a channel; follows every change. */
  routes(channel: Channel): Readonly<Record<string, string>>;
  /** Makes a page live; it replaces the one its document had in that channel. */
  set(page: LivePage): void;
  /** A version of a document in a channel, live or not, as long as it is in memory. */
  find(channel: Channel, documentId: string, releaseHash: string): LivePage | null;
  /** Keeps another version beside the live one, to be shown to some or again. */
  hold(page: LivePage): void;
  /** The version beside the live one. */
  held(channel: Channel, documentId: string): LivePage | null;
  /** It is of no use any more but for people who have it open. */
  letGo(channel: Channel, documentId: string): void;
  /** Engines of all pages in memory, replaced ones included. */
  engines(): readonly Engine[];
  readonly size: number;
}

const day = 24 * 60 * 60 * 1_000;
/** Replaced pages kept at most, so that publishing often does not fill the memory. */
const mostRetired = 100;

/** `changed` is told of every page that goes live. */
export function livePages(now: () => Date, changed: () => void = () => undefined): LivePages {
  const live = new Map<string, LivePage>();
  const beside = new Map<string, LivePage>();
  let retired: { readonly page: LivePage; readonly until: number }[] = [];
  const routes: Readonly<Record<Channel, Record<string, string>>> = { production: {}, staging: {} };
  const inChannel = (channel: Channel): LivePage[] => [...live.values()].filter((page) => page.channel === channel);
  const retire = (page: LivePage): void => {
    retired = [{ page, until: now().getTime() + day }, ...retired.filter((one) => !isSame(one.page, page))];
    retired.length = Math.min(retired.length, mostRetired);
  };
  /** Every page in memory once, the live ones first. */
  const all = (): LivePage[] => {
    const open = retired.filter(({ until }) => until > now().getTime()).map(({ page }) => page);
    const held = [...beside.values(), ...open].filter((page) => !isSame(page, live.get(keyOf(page))));
    return [...live.values(), ...held];
  };
  return {
    match: (channel, path) => matchRoute(inChannel(channel), path),
    byProgram: (documentId, hash) => {
      const isIt = (page: LivePage): boolean => page.documentId === documentId && hash12(page.program.hash) === hash;
      return all().find(isIt) ?? null;
    },
    list: (channel) => inChannel(channel).sort((a, b) => (a.route < b.route ? -1 : 1)),
    has: (channel, documentId, releaseHash) => live.get(`${channel} ${documentId}`)?.releaseHash === releaseHash,
    routes: (channel) => routes[channel],
    set: (page) => {
      const before = live.get(keyOf(page));
      if (before && !isSame(before, page)) retire(before);
      live.set(keyOf(page), page);
      routes[page.channel][page.documentId] = page.program.contract.route ?? '/';
      changed();
    },
    find: (channel, documentId, releaseHash) =>
      all().find((page) => isSame(page, { channel, documentId, releaseHash })) ?? null,
    hold: (page) => void beside.set(keyOf(page), page),
    held: (channel, documentId) => beside.get(keyOf({ channel, documentId })) ?? null,
    letGo: (channel, documentId) => {
      const page = beside.get(keyOf({ channel, documentId }));
      if (page) retire(page);
      beside.delete(keyOf({ channel, documentId }));
    },
    engines: () => [...new Set([...all(), ...retired.map(({ page }) => page)].map(({ engine }) => engine))],
    get size() {
      return live.size;
    },
  };
}

type Which = Pick<LivePage, 'channel' | 'documentId' | 'releaseHash'>;
const keyOf = ({ channel, documentId }: Pick<Which, 'channel' | 'documentId'>): string => `${channel} ${documentId}`;
const isSame = (one: Which, other: Which | undefined): boolean =>
  other !== undefined && keyOf(one) === keyOf(other) && one.releaseHash === other.releaseHash;

/** First 12 hex digits of a `sha256-…` hash, as addresses carry it (language.md 9.5). */
export const hash12 = (hash: string): string =>
  Buffer.from(hash.slice('sha256-'.length), 'base64url').toString('hex').slice(0, 12);
