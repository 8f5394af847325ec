import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';

/** A command of the window, by the keys the window itself listens for. */
interface KeyCommand {
  readonly label: string;
  readonly accelerator: string;
}

const file: readonly KeyCommand[] = [
  { label: 'New Document…', accelerator: 'Alt+N' },
  { label: 'Open a Document…', accelerator: 'CommandOrControl+P' },
  { label: 'Save a Version…', accelerator: 'CommandOrControl+S' },
  { label: 'Close Document', accelerator: 'Alt+W' },
];
const view: readonly KeyCommand[] = [
  { label: 'All Commands…', accelerator: 'CommandOrControl+Shift+P' },
  { label: 'Explorer', accelerator: 'CommandOrControl+B' },
  { label: 'Preview', accelerator: 'CommandOrControl+J' },
  { label: 'Problems', accelerator: 'CommandOrControl+Shift+M' },
];
const go: readonly KeyCommand[] = [
  { label: 'Next Problem', accelerator: 'F8' },
  { label: 'Next Part of the Window', accelerator: 'F6' },
  { label: 'Run Visual Tests', accelerator: 'F9' },
];

/** The menu shows the window's own keys, so that there is one place where a key means something. */
export function setMenu(): void {
  const mac = process.platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const zoom = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] as const;
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: [...file.map(item), separator, { role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: [...view.map(item), separator, ...zoom, { role: 'toggleDevTools' }] },
    { label: 'Go', submenu: go.map(item) },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

const item = ({ label, accelerator }: KeyCommand): MenuItemConstructorOptions => ({
  id: label,
  label,
  accelerator,
  // Shown only: the page hears the key first and decides.
  registerAccelerator: false,
  click: (_item, window, { triggeredByAccelerator }) => {
    // macOS always registers; a key the page left alone must not come back to it in a circle.
    if (!triggeredByAccelerator && window instanceof BrowserWindow) pressKeys(window.webContents, accelerator);
  },
});

const modifiers: Readonly<Record<string, 'alt' | 'shift' | 'meta' | 'control'>> = {
  Alt: 'alt',
  Shift: 'shift',
  CommandOrControl: process.platform === 'darwin' ? 'meta' : 'control',
};

function pressKeys(contents: WebContents, accelerator: string): void {
  const parts = accelerator.split('+');
  const keyCode = parts.at(-1) ?? '';
  const held = parts.slice(0, -1).flatMap((part) => modifiers[part] ?? []);
  contents.sendInputEvent({ type: 'keyDown', keyCode, modifiers: held });
  contents.sendInputEvent({ type: 'keyUp', keyCode, modifiers: held });
}
