import { useEffect } from 'react';
import { type Desk, useDesk } from './StudioContext.tsx';

/** Keeps the window's state in step with what the host tells. */
export function useHost(): void {
  const desk = useDesk();
  useEffect(() => {
    const { host, store, editing } = desk;
    let isFirst = true;
    const stops = [
      host.onConnection((connected) => {
        store.dispatch({ type: 'layout/connected', connected });
        if (connected && !isFirst) void comeBack(desk);
        isFirst = false;
      }),
      host.on('project.changed', ({ project, paths }) => {
        store.dispatch({ type: 'project/loaded', project });
        void editing.filesChanged(paths);
      }),
      host.on('registry.changed', ({ status, news }) => store.dispatch({ type: 'registry/status', status, news })),
      host.on('visual.progress', (progress) => store.dispatch({ type: 'visual/progress', ...progress })),
    ];
    void load(desk);
    const leave = () => void editing.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [desk]);
}

async function load(desk: Desk): Promise<void> {
  const { host, store } = desk;
  const [project, about, settings] = await Promise.all([
    host.call('project.get', {}),
    host.call('app.about', {}),
    host.call('settings.get', {}),
  ]);
  if (about.ok) store.dispatch({ type: 'project/about', about: about.value });
  if (settings.ok) store.dispatch({ type: 'project/settings', settings: settings.value });
  store.dispatch(
    project.ok
      ? { type: 'project/loaded', project: project.value }
      : { type: 'project/failed', failure: project.failure },
  );
  await lookForBrowsers(desk);
}

/** Looking for browsers takes a moment: nothing else waits for it. */
export async function lookForBrowsers({ host, store }: Desk): Promise<void> {
  const browsers = await host.call('browser.list', {});
  if (browsers.ok) store.dispatch({ type: 'project/browsers', browsers: browsers.value });
}

/** The host was away: edits that waited are sent, and what it knows is read again. */
async function comeBack(desk: Desk): Promise<void> {
  await desk.editing.flush();
  await load(desk);
  await desk.editing.filesChanged(desk.store.get().documents.tabs.map(({ path }) => path));
}
