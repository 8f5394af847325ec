import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Host } from './bridge/bridge.ts';
import { createDesk, StudioProvider } from './state/StudioContext.tsx';

/** Shows the window's content, working on a host. */
export function open(content: ReactNode, host: Host): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element "root".');
  createRoot(root, {
    onUncaughtError: (error) => showCrash(root, error),
  }).render(
    <StrictMode>
      <StudioProvider desk={createDesk(host)}>{content}</StudioProvider>
    </StrictMode>,
  );
}

/** The last resort when our own code failed: never a blank window. Drafts are in the journal and come back. */
function showCrash(root: HTMLElement, error: unknown): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  queueMicrotask(() => {
    const page = document.createElement('main');
    page.className = 'crash';
    const title = document.createElement('h1');
    title.textContent = 'Schema Studio made a mistake and had to stop';
    const advice = document.createElement('p');
    advice.textContent = 'Your drafts are saved. Reload to go on; if it happens again, report the details below.';
    const reload = document.createElement('button');
    reload.textContent = 'Reload';
    reload.addEventListener('click', () => location.reload());
    const report = document.createElement('pre');
    report.textContent = details;
    page.append(title, advice, reload, report);
    root.replaceChildren(page);
  });
}
