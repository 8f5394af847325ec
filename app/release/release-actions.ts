import type { Desk } from '../state/StudioContext.tsx';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';

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

/** Ends the person's session at the server. */
export async function signOut(desk: Desk): Promise<void> {
  const reply = await desk.host.call('server.sign-out', {});
  if (!reply.ok) return notifyFailure(reply.failure);
  notifyDone(reply.value.note ?? 'You are signed out.');
  await loadStatus(desk);
}
