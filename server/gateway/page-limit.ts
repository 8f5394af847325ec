import { type Counters, perSecond } from './counters.ts';

/** How many pages one client may ask for, and all clients of one tenant together; 0 per second for as many as they like. */
export interface PageLimits {
  readonly pagesPerSecond: number;
  readonly pageBurst: number;
  readonly tenantPagesPerSecond: number;
  readonly tenantPageBurst: number;
}

/**
 * Counts a request for a page; whole seconds it has to wait, 0 when it may go on. Loopback is not limited: it is this
 * machine itself, or a proxy whose visitors cannot be told apart until TRUST_PROXY names it.
 */
export function pageLimit(
  counters: Counters,
  limits: PageLimits,
  /** What is counted: pages, or something else by the same limits. */
  what = 'page',
): (client: string, tenant: string) => Promise<number> {
  const ofClient = perSecond(limits.pagesPerSecond, limits.pageBurst);
  const ofTenant = perSecond(Math.max(1, limits.tenantPagesPerSecond), limits.tenantPageBurst);
  return async (client, tenant) => {
    if (!/^(127\.|::1$|::ffff:127\.)/.test(client)) {
      const { ok, wait } = await counters.take(`${what} ${client}`, 1, ofClient);
      if (!ok) return seconds(wait);
    }
    if (limits.tenantPagesPerSecond === 0) return 0;
    const { ok, wait } = await counters.take(`${what} tenant ${tenant}`, 1, ofTenant);
    return ok ? 0 : seconds(wait);
  };
}

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1_000));
