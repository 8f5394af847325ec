import type { Desk } from '../state/StudioContext.tsx';

/** Asks how the components fare now. */
export async function loadRegistry({ host, store }: Desk): Promise<void> {
  const reply = await host.call('registry.status', {});
  store.dispatch(
    reply.ok
      ? { type: 'registry/status', status: reply.value, news: [] }
      : { type: 'registry/failed', failure: reply.failure },
  );
}
