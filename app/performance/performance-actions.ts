import type { Desk } from '../state/StudioContext.tsx';

/** Asks how the engine fares now. */
export const loadPerformance = (desk: Desk): Promise<void> => ask(desk, 'engine.performance');

/** Another thread takes the place of the engine's; drafts and what was counted of components stay. */
export const restartEngine = (desk: Desk): Promise<void> => ask(desk, 'engine.restart');

async function ask({ host, store }: Desk, method: 'engine.performance' | 'engine.restart'): Promise<void> {
  const reply = await host.call(method, {});
  store.dispatch(
    reply.ok
      ? { type: 'performance/figures', figures: reply.value }
      : { type: 'performance/failed', failure: reply.failure },
  );
}
