import type { Request, VisualRun } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';
import type { Said } from './DecisionDialogs.tsx';

/** Runs the visual tests of the active document on its text as it stands in the editor. `all`: what did not change, too. */
export async function startRun({ host, store, editing }: Desk, all = false): Promise<void> {
  const path = store.get().documents.active;
  const text = path === null ? null : editing.textOf(path);
  if (path === null || text === null) return;
  store.dispatch({ type: 'visual/failed', path, failure: null });
  const reply = await host.call('visual.run', { path, text, all });
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

/** Says a person's word on cases of a run, as one step. Answers whether it was done. */
export async function decide(
  { host, store }: Desk,
  run: VisualRun,
  keys: readonly string[],
  decision: Request<'visual.decide'>['decision'],
  said: Said,
): Promise<boolean> {
  const reply = await host.call('visual.decide', { run: run.id, keys: [...keys], decision, ...said });
  if (reply.ok) store.dispatch({ type: 'visual/updated', run: reply.value });
  else notifyFailure(reply.failure);
  return reply.ok;
}

/**
 * Takes the step back that the cases were decided in; without cases, the last step of the run. Answers the keys of
 * what is as it was before; null when it failed.
 */
export async function undoDecisions(
  { host, store }: Desk,
  run: VisualRun,
  keys: readonly string[],
): Promise<readonly string[] | null> {
  const reply = await host.call('visual.undo', { run: run.id, keys: [...keys] });
  if (!reply.ok) {
    notifyFailure(reply.failure);
    return null;
  }
  store.dispatch({ type: 'visual/updated', run: reply.value });
  const before = new Map(run.results.map((result) => [result.case.key, result.decision]));
  const undone = reply.value.results.filter((result) => result.decision !== before.get(result.case.key));
  if (undone.length > 1) notifyDone(`${undone.length} decisions were taken back.`);
  return undone.map((result) => result.case.key);
}
