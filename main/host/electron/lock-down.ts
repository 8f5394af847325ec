import type { Session, WebContents } from 'electron';
import { appOrigin } from './channels.ts';

/**
 * Nothing a page asks the system for is granted: camera, location, notifications, devices, downloads, the network. Only
 * copying is, which the editor and "Copy details" need; reading what someone else copied is not.
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
}

const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** Our own files, what is drawn in place, and the inspector while someone looks for a mistake of ours. */
const mayLoad = (url: string): boolean =>
  url.startsWith(`${appOrigin}/`) || /^(?:data|blob|about|devtools|chrome-extension):/.test(url);

/** A window shows our page for as long as it lives. Links elsewhere are offered to `openOutside`. */
export function lockNavigation(contents: WebContents, openOutside: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (isOwnPage(event.url, event.isMainFrame)) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Loading our page again is fine; frames hold previews, which come as `srcdoc`. */
function isOwnPage(url: string, isMainFrame: boolean): boolean {
  const [address] = url.split(/[?#]/);
  if (isMainFrame) return address === `${appOrigin}/` || address === `${appOrigin}/index.html`;
  return address === 'about:srcdoc' || address === 'about:blank';
}
