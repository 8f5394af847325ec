import { EventEmitter } from 'node:events';
import { theApp } from './app.ts';
import { browser, startTarget } from './browser.ts';
import { setFocusedWindow } from './menu.ts';
import { refusable, strict } from './strict.ts';
import { WebContents } from './web-contents.ts';
import { forgetWindow, openWindows, rememberWindow } from './windows.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>> & { readonly preload?: string };
}

/** What a window must say of itself, and what it may say only one way. */
const demanded = { sandbox: true, contextIsolation: true } as const;
const fixed = {
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
} as const;

function checkPreferences(preferences: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(demanded)) {
    if (preferences[name] !== value)
      throw new Error(`electron double: webPreferences.${name} must be ${value}, and said so`);
  }
  for (const [name, value] of Object.entries(fixed)) {
    if (name in preferences && preferences[name] !== value) {
      throw new Error(`electron double: webPreferences.${name} other than ${value} is not emulated`);
    }
  }
}

export class BrowserWindow extends EventEmitter {
  static #count = 0;
  readonly id = ++BrowserWindow.#count;
  readonly #contents: WebContents;
  #size: { readonly width: number; readonly height: number };
  #visible: boolean;
  #painted = false;
  #destroyed = false;
  /** Settles when a close that was asked for is over, whichever way. */
  _closing: Promise<void> = Promise.resolve();
  #title: string;
  readonly webContents: WebContents;

  constructor({ width = 800, height = 600, show = true, title = 'Electron', webPreferences = {} }: WindowOptions = {}) {
    super();
    if (!theApp.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    checkPreferences(webPreferences);
    this.#size = { width, height };
    this.#visible = show;
    this.#title = title;
    this.#contents = new WebContents({
      size: this.#size,
      preload: webPreferences.preload,
      argv: [],
      loaded: () => this.#paint(),
      gone: () => this.#forget(),
      close: () => this.close(),
    });
    this.webContents = this.#contents._outside;
    rememberWindow(this);
    startTarget(this.#contents, this.#size).catch((problem: unknown) => console.error('electron double:', problem));
    theApp.emit('web-contents-created', {}, this.webContents);
    theApp.emit('browser-window-created', {}, this);
    // biome-ignore lint/correctness/noConstructorReturn: main must hold the strict window, also as `instanceof` sees it
    return strict(this as BrowserWindow, 'BrowserWindow');
  }

  #paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.emit('ready-to-show');
  }

  loadURL = (address: string) => this.#contents.loadURL(address);
  show = () => {
    this.#visible = true;
    this.emit('show');
  };
  hide = () => {
    this.#visible = false;
    this.emit('hide');
  };
  focus = () => void this.emit('focus');
  restore = () => {};
  isMinimized = () => false;
  isVisible = () => this.#visible;
  isDestroyed = () => this.#destroyed;
  getTitle = () => this.#title;
  setTitle = (title: string) => {
    this.#title = title;
  };
  getSize = () => [this.#size.width, this.#size.height];
  getBounds = () => ({ x: 0, y: 0, ...this.#size });

  close(): void {
    if (this.#destroyed) return;
    const event = refusable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this._closing = this.#contents._leave();
  }

  destroy(): void {
    if (this.#destroyed) return;
    void browser().then(({ send }) => send('Target.closeTarget', { targetId: this.#contents._target }).catch(() => {}));
    this.#contents._gone();
  }

  #forget(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const last = forgetWindow(this);
    this.emit('closed');
    if (last) theApp._lastWindowClosed();
  }

  get _contentsId() {
    return this.#contents.id;
  }

  static getAllWindows = () => [...openWindows()] as BrowserWindow[];
  static getFocusedWindow = () => BrowserWindow.getAllWindows().at(-1) ?? null;
  static fromId = (id: number) => BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  static fromWebContents = (contents: { readonly id: number }) =>
    BrowserWindow.getAllWindows().find(({ _contentsId }) => _contentsId === contents?.id) ?? null;
}

setFocusedWindow(() => BrowserWindow.getFocusedWindow());
