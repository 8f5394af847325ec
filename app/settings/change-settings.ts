import type { Settings } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';
import { notifyFailure } from '../ui/notify.tsx';

/** Changes some settings at once and for good; when that fails they go back to what they were. */
export async function changeSettings({ host, store }: Desk, changes: Partial<Settings>): Promise<void> {
  const before = store.get().project.settings;
  const settings = { ...before, ...changes };
  store.dispatch({ type: 'project/settings', settings });
  const reply = await host.call('settings.set', settings);
  if (reply.ok) return store.dispatch({ type: 'project/settings', settings: reply.value });
  store.dispatch({ type: 'project/settings', settings: before });
  notifyFailure(reply.failure);
}
