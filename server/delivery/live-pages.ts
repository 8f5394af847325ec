import type { Engine, HostManifests, Program, ProjectSettings, Tests } from '#engine';
import type { Channel } from '../storage/index.ts';
import { matchRoute, type RouteMatch } from './route-table.ts';

/** A release that is being served: everything a request needs, so that it only renders. */
export interface LivePage {
  readonly channel: Channel;
  readonly documentId: string;
  readonly version: string;
  readonly releaseHash: string;
  /** Full path, base included. */
  readonly route: string;
  readonly publishedAt: string;
  readonly engine: Engine;
  readonly program: Program;
  readonly tests: Tests | null;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  /** Addresses of its stylesheets. */
  readonly stylesheets: readonly string[];
}

/** What is live, in memory. Storage is the truth; this follows it. */
export interface LivePages {
  match(channel: Channel, path: string): RouteMatch<LivePage> | null;
  /** The page a program address belongs to, whichever channel it is live in. */
  byProgram(documentId: string, hash12: string): LivePage | null;
  list(channel: Channel): readonly LivePage[];
  /** Makes a page live; it replaces the one its document had in that channel. */
  set(page: LivePage): void;
  readonly size: number;
}

export function livePages(): LivePages {
  const pages = new Map<string, LivePage>();
  const inChannel = (channel: Channel): LivePage[] => [...pages.values()].filter((page) => page.channel === channel);
  return {
    match: (channel, path) => matchRoute(inChannel(channel), path),
    byProgram: (documentId, hash12) =>
      [...pages.values()].find((page) => page.documentId === documentId && programHash12(page) === hash12) ?? null,
    list: (channel) => inChannel(channel).sort((a, b) => (a.route < b.route ? -1 : 1)),
    set: (page) => void pages.set(`${page.channel} ${page.documentId}`, page),
    get size() {
      return pages.size;
    },
  };
}

const programHash12 = ({ program }: LivePage): string => hash12(program.hash);

/** First 12 hex digits of a `sha256-…` hash, as addresses carry it (language.md 9.5). */
export const hash12 = (hash: string): string =>
  Buffer.from(hash.slice('sha256-'.length), 'base64url').toString('hex').slice(0, 12);
