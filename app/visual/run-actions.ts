import type { VisualRun } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';
import { notifyFailure } from '../ui/notify.tsx';

/** Runs the visual tests of the active document on its text as it stands in the editor. */
export async function startRun({ host, store, editing }: Desk): Promise<void> {
  const path = store.get().documents.active;
  const text = path === null ? null : editing.textOf(path);
  if (path === null || text === null) return;
  store.dispatch({ type: 'visual/failed', path, failure: null });
  const reply = await host.call('visual.run', { path, text });
  store.dispatch(
    reply.ok ? { type: 'visual/updated', run: reply.value } : { type: 'visual/failed', path, failure: reply.failure },
  );
}

/** Reads the runs of a document. */
export async function loadRuns({ host, store }: Desk, path: string): Promise<void> {
  const reply = await host.call('visual.runs', { path });
  store.dispatch(
    reply.ok
      ? { type: 'visual/listed', path, runs: reply.value }
      : { type: 'visual/failed', path, failure: reply.failure },
  );
}

export async function cancelRun({ host, store }: Desk, run: VisualRun): Promise<void> {
  const reply = await host.call('visual.cancel', { run: run.id });
  if (reply.ok) store.dispatch({ type: 'visual/updated', run: reply.value });
  else notifyFailure(reply.failure);
}

/** Accepts or rejects cases of a run. Answers whether it was done. */
export async function decide(
  { host, store }: Desk,
  run: VisualRun,
  keys: readonly string[],
  decision: 'accepted' | 'rejected',
  reason: string,
): Promise<boolean> {
  const reply = await host.call('visual.decide', { run: run.id, keys: [...keys], decision, reason });
  if (reply.ok) store.dispatch({ type: 'visual/updated', run: reply.value });
  else notifyFailure(reply.failure);
  return reply.ok;
}

/** Takes the last decision on cases back. */
export async function undoDecision({ host, store }: Desk, run: VisualRun, keys: readonly string[]): Promise<void> {
  const reply = await host.call('visual.undo', { run: run.id, keys: [...keys] });
  if (reply.ok) store.dispatch({ type: 'visual/updated', run: reply.value });
  else notifyFailure(reply.failure);
}
