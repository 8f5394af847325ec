import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** Which hosts may be asked, and how their names become addresses. */
export interface Reach {
  /** Why this address is not asked; null when it may be. Names are looked at when they are resolved. */
  refusal(url: URL): string | null;
  /** Answers what is connected to, so that nobody can change their name in between. */
  readonly lookup: LookupFunction;
}

/** Whatever the operator wrote down: SOURCES_FILE lists its hosts itself. */
export const anywhere: Reach = {
  refusal: (url) => (/^https?:$/.test(url.protocol) ? null : 'it is no http or https address'),
  lookup,
};

/**
 * Hosts on the internet over https, and those in `allowed` (`host` or `host:port`) wherever they are and however they
 * are spoken to. `resolve` is how names become addresses.
 */
export function publicHosts(allowed: ReadonlySet<string>, resolve: typeof lookup = lookup): Reach {
  const isAllowed = ({ host, hostname }: URL): boolean => allowed.has(host) || allowed.has(hostname);
  const names = new Set([...allowed].map((host) => host.replace(/:\d+$/, '')));
  return {
    refusal(url) {
      if (!/^https?:$/.test(url.protocol)) return 'it is no http or https address';
      if (url.username || url.password) return 'it holds a name or a password';
      if (isAllowed(url)) return null;
      if (url.protocol !== 'https:') return 'it is not https';
      if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 && !isPublicAddress(url.hostname)) return notPublic;
      return /(^|\.)localhost\.?$/.test(url.hostname) ? notPublic : null;
    },
    lookup(hostname, options, done) {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        const addresses: readonly LookupAddress[] = found ?? [];
        if (error) return done(error, '', 0);
        // One that is not is enough: a name of both kinds is somebody's trick.
        if (!names.has(hostname) && !addresses.every(({ address }) => isPublicAddress(address)))
          return done(new Error(`"${hostname}" leads to an internal address`), '', 0);
        const [first] = addresses;
        if (!first) return done(new Error(`"${hostname}" has no address`), '', 0);
        if (options.all) done(null, [...addresses]);
        else done(null, first.address, first.family);
      });
    },
  };
}

const notPublic = 'it is an internal address';
