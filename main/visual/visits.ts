import { matchRoute } from '#engine';
import type { CallMade, FormError, Visit, VisitorAnswered, VisitorAsked, Visits } from '#visual';
import type { LinkedPage, Sealed, ShotRequest, Toast, VisitAnswer } from '../engine/jobs.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';

/** Where a visitor is sent on at most, before it counts as a circle. */
const mostHops = 5;

/** Visits of a page: the engine answers what it and the pages it links to are asked for, from sealed texts alone. */
export const visitsOf = (
  engine: ProjectEngine,
  sealed: Sealed,
  linked: readonly LinkedPage[],
  shot: Omit<ShotRequest, 'sealed'>,
  address: string,
): Visits => ({ address, begin: () => begin(engine, sealed, linked, shot) });

function begin(
  engine: ProjectEngine,
  sealed: Sealed,
  linked: readonly LinkedPage[],
  shot: Omit<ShotRequest, 'sealed'>,
): Visit {
  const calls: CallMade[] = [];
  const found: FormError[] = [];
  let toasts: readonly Toast[] = [];

  async function ask(asked: VisitorAsked): Promise<VisitAnswer> {
    const page = pageFor(asked.path, sealed, linked);
    const answer = await engine.ask('visit', {
      ...shot,
      sealed: page,
      isStart: page === sealed,
      asked: { ...asked, toasts },
    });
    if (!answer.ok) throw new Error(answer.failure.message);
    calls.push(...answer.value.calls);
    found.push(...answer.value.found);
    toasts = answer.value.toasts;
    return answer.value;
  }

  return {
    calls,
    found,
    async answer(asked): Promise<VisitorAnswered | null> {
      if (isFile(asked.path)) return null;
      let answer = await ask(asked);
      for (let hops = 0; answer.location !== null; hops++) {
        if (hops === mostHops) throw new Error('The page leads in a circle.');
        answer = await ask({ method: 'GET', path: answer.location, body: null, isPartial: false });
      }
      const { status, headers, body } = answer;
      return { status, headers, body };
    },
  };
}

/** Assets and scripts; sheets are the engine's, because other pages have others. */
const isFile = (path: string): boolean => /\/_ui\/(?:assets|runtime)\//.test(path) || path === '/favicon.ico';

/** Whose request it is: of the page that its address names, by id or by route; else of the case's own. */
function pageFor(path: string, sealed: Sealed, linked: readonly LinkedPage[]): Sealed {
  const [address = path] = path.split('?', 1);
  const id = /\/_ui\/(?<id>[a-z0-9/-]+)@[0-9a-f]{12}\//.exec(address)?.groups?.['id'];
  if (id !== undefined) return linked.find((page) => page.sealed.bundle.root === id)?.sealed ?? sealed;
  return address.includes('/_ui/') ? sealed : (matchRoute(linked, address)?.entry.sealed ?? sealed);
}
