import type { Reply, Request } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';

/** Asks how the components fare now. */
export async function loadRegistry(desk: Desk): Promise<void> {
  tell(desk, await desk.host.call('registry.status', {}));
}

/** Lets a package in that the person has looked at. */
export async function releasePackage(desk: Desk, wanted: Request<'registry.release-package'>): Promise<void> {
  tell(desk, await desk.host.call('registry.release-package', wanted));
}

function tell({ store }: Desk, reply: Reply<'registry.status' | 'registry.release-package'>): void {
  store.dispatch(
    reply.ok
      ? { type: 'registry/status', status: reply.value, news: [] }
      : { type: 'registry/failed', failure: reply.failure },
  );
}
