import type { Desk } from '../state/StudioContext.tsx';

/** Asks what the production server serves. */
export async function loadStatus({ host, store }: Desk): Promise<void> {
  const reply = await host.call('server.status', {});
  if (reply.ok) return store.dispatch({ type: 'release/status', status: reply.value });
  store.dispatch(
    reply.failure.code === 'release/not-configured'
      ? { type: 'release/not-connected' }
      : { type: 'release/failed', failure: reply.failure },
  );
}
