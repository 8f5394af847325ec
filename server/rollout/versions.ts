import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LivePage, LivePages } from '../delivery/live-pages.ts';
import { addVary } from '../delivery/send-content.ts';
import type { TenantOf } from '../delivery/tenants.ts';
import type { Versions } from '../delivery/versions.ts';
import { isAmongFirst, keepPlace, newPlace, placeOf } from './cohort.ts';
import type { Arm } from './judgement.ts';
import type { Audience } from './plan.ts';
import type { Rollout } from './rollout.ts';
import type { Running, RunningRollouts } from './running.ts';

export interface VersionServices {
  readonly running: RunningRollouts;
  readonly pages: LivePages;
  readonly tenantOf: TenantOf;
}

/** Gives each visitor one of the two versions of a page, and the same one each time. Without a rollout it costs nothing. */
export function rolloutVersions({ running, pages, tenantOf }: VersionServices): Versions {
  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    page: LivePage,
    found: Running,
  ): Promise<LivePage> {
    if (!running.isFresh()) await running.freshen();
    // It may have ended, or another one begun, meanwhile.
    const now = running.of(page.channel, page.documentId) ?? found;
    const arm = armOf(request, reply, page, now);
    const { stable, candidate } = now.rollout;
    const wanted = arm === 'candidate' ? candidate.hash : stable.hash;
    const known = [page, pages.held(page.channel, page.documentId)];
    return known.find((one) => one?.releaseHash === wanted) ?? page;
  }

  function armOf(request: FastifyRequest, reply: FastifyReply, page: LivePage, { rollout, offset }: Running): Arm {
    const { id, state, audience, candidate } = rollout;
    if (running.isCondemned(id)) return 'stable';
    if (state === 'watching' && !running.isFresh()) return page.releaseHash === candidate.hash ? 'candidate' : 'stable';
    if (audience === null) return 'stable';
    return isMeant(request, reply, audience, offset) && running.isFresh() ? 'candidate' : 'stable';
  }

  function isMeant(request: FastifyRequest, reply: FastifyReply, audience: Audience, offset: number): boolean {
    switch (audience.kind) {
      case 'share': {
        if (audience.percent >= 100) return true;
        addVary(reply, 'Cookie');
        const known = placeOf(request);
        const place = known ?? newPlace();
        if (known === null) reply.header('set-cookie', keepPlace(place, request.protocol === 'https'));
        return isAmongFirst(place, audience.percent, offset);
      }
      case 'header':
        addVary(reply, audience.name);
        return request.headers[audience.name.toLowerCase()] === audience.value;
      case 'cookie':
        addVary(reply, 'Cookie');
        return hasCookie(request.headers.cookie, audience.name, audience.value);
      case 'tenants':
        return audience.tenants.includes(tenantOf(request.hostname).id);
    }
  }

  return {
    choose: (request, reply, page) => {
      const found = running.of(page.channel, page.documentId);
      return found ? choose(request, reply, page, found) : page;
    },
    spread: ({ channel, documentId, releaseHash }) => {
      const found = running.of(channel, documentId);
      // What was replaced may have been taken back.
      if (!found) return pages.has(channel, documentId, releaseHash) ? 'usual' : 'asked';
      return isUndivided(found.rollout) ? 'asked' : 'nowhere';
    },
  };
}

/** Everybody gets the same, and has for as long as anybody may remember. */
const isUndivided = ({ state }: Rollout): boolean => state === 'watching';

const hasCookie = (header: string | undefined, name: string, value: string): boolean =>
  (header ?? '').split(';').some((pair) => pair.trim() === `${name}=${value}`);
