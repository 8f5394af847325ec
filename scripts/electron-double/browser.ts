import { randomBytes } from 'node:crypto';
import { type Chromium, startChromium } from './chromium.ts';
import type { DevTools } from './devtools.ts';
import { WebContents } from './web-contents.ts';

const mark = randomBytes(8).toString('hex');
const awaited = new Map<string, WebContents>();
let started: Promise<Chromium> | null = null;

/** The one Chromium behind all windows; started with the first call. */
export function chromium(): Promise<Chromium> {
  started ??= startChromium().then(async (running) => {
    await takeOver(running.devTools);
    return running;
  });
  return started;
}

export const browser = async (): Promise<DevTools> => (await chromium()).devTools;

/** Opens the page of a window; `attached` recognises it by its address. */
export async function startTarget(contents: WebContents, size: { width: number; height: number }): Promise<void> {
  const url = `about:blank#${mark}-${contents.id}`;
  awaited.set(url, contents);
  await (await browser()).send('Target.createTarget', { url, ...size, newWindow: true });
}

async function takeOver(devTools: DevTools): Promise<void> {
  devTools.onClosed(() => process.exit(0));
  devTools.on('Target.attachedToTarget', (event) => {
    attached(devTools, event).catch((problem: unknown) => console.error('electron double:', problem));
  });
  devTools.on('Target.detachedFromTarget', ({ sessionId }) => WebContents._ofSession(sessionId)?._gone());
  await devTools.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  await devTools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: {
    readonly targetId: string;
    readonly type: string;
    readonly url: string;
    readonly openerId?: string;
  };
}

async function attached(devTools: DevTools, { sessionId, targetInfo }: Attached): Promise<void> {
  const session = devTools.session(sessionId);
  const contents = awaited.get(targetInfo.url);
  if (contents) {
    awaited.delete(targetInfo.url);
    contents.on(
      '_child',
      (child: string) =>
        void devTools
          .session(child)
          .send('Runtime.runIfWaitingForDebugger')
          .catch(() => {}),
    );
    return contents._attach(session, targetInfo.targetId);
  }
  if (targetInfo.type !== 'page' || !targetInfo.openerId) {
    return void (await session.send('Runtime.runIfWaitingForDebugger').catch(() => {}));
  }
  // A link with target=_blank: closed while still paused, so that nothing of it ran, then judged by its opener's main.
  const opener = WebContents._find(targetInfo.openerId);
  if (opener && opener._opens.length === 0) await new Promise((resolve) => opener.once('_open', resolve));
  const address = opener?._opens.shift();
  await devTools.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
  if (address) opener?._askToOpen(address, '', '');
}
