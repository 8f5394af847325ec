import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { originOf, toFake, toReal } from './addresses.ts';
import { makeCodec } from './clone.ts';
import type { Session } from './devtools.ts';
import { pageScripts } from './in-page/page-scripts.ts';
import { keyEvents, type SentInput } from './input.ts';
import { answerPage, type FromPage } from './page-messages.ts';
import { answerRequest, type Paused } from './requests.ts';
import { theSession, type Session as WebSession } from './session.ts';
import { refusable, strict } from './strict.ts';

const { enc } = makeCodec();
/** Names the isolated world and its binding; nothing in a page can guess it. */
const secret = `x${randomBytes(8).toString('hex')}`;
const binding = `__double_${secret}`;

interface FrameInfo {
  readonly id: string;
  readonly parentId?: string | undefined;
  readonly url: string;
}

/** What the double needs of the window around. */
export interface Owner {
  readonly size: { readonly width: number; readonly height: number };
  readonly preload: string | undefined;
  readonly argv: readonly string[];
  loaded(): void;
  gone(): void;
  close(): void;
}

interface OpenAnswer {
  readonly action: 'allow' | 'deny';
}

const all: WebContents[] = [];

export class WebContents extends EventEmitter {
  static #count = 0;
  readonly id = ++WebContents.#count;
  readonly session: WebSession = theSession;
  readonly #owner: Owner;
  readonly #worlds = new Map<number, string>();
  readonly #frames = new Map<string, FrameInfo>();
  readonly #ready = Promise.withResolvers<void>();
  #devTools: Session | null = null;
  #mainFrame = '';
  #url = 'about:blank';
  #ownNavigation: string | null = null;
  #destroyed = false;
  #openHandler: (details: object) => OpenAnswer = () => ({ action: 'allow' });
  readonly _outside = strict(this as WebContents, 'webContents');
  _target = '';
  /** Windows a link asked for, before their target appears. */
  readonly _opens: string[] = [];

  constructor(owner: Owner) {
    super();
    this.setMaxListeners(0);
    this.#owner = owner;
    all.push(this);
  }

  /** Takes over a target that is still paused: worlds, scripts and answers are in place before anything runs in it. */
  async _attach(session: Session, target: string): Promise<void> {
    this.#devTools = session;
    this._target = target;
    this.#listen(session);
    const { preload, argv, size } = this.#owner;
    const code = preload ? { code: readFileSync(preload, 'utf8'), path: preload } : null;
    const scripts = pageScripts({ secret, binding, preload: code, argv });
    const [{ frameTree }] = await Promise.all([
      session.send('Page.getFrameTree'),
      session.send('Page.enable'),
      session.send('Runtime.addBinding', { name: binding, executionContextName: secret }),
      session.send('Runtime.enable'),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: secret }),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 0, mobile: false }),
    ]);
    this.#mainFrame = frameTree.frame.id;
    this.#frames.set(this.#mainFrame, frameTree.frame);
    await session.send('Runtime.runIfWaitingForDebugger');
    this.#ready.resolve();
  }

  #listen(session: Session): void {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === secret) this.#worlds.set(context.id, (context.auxData as { frameId: string }).frameId);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) void this.#hear(JSON.parse(payload), executionContextId);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#frames.set(frame.id, frame);
      if (frame.parentId) return;
      this.#mainFrame = frame.id;
      this.#url = toReal(frame.url + (frame.urlFragment ?? ''));
      this.emit('did-navigate', {}, this.#url, 200, '');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== this.#mainFrame) return;
      this.#url = toReal(url);
      this.emit('did-navigate-in-page', {}, this.#url, true);
    });
    session.on('Page.frameDetached', ({ frameId }) => void this.#frames.delete(frameId));
    session.on('Page.loadEventFired', () => {
      this.emit('did-finish-load', {});
      this.#owner.loaded();
    });
    session.on('Page.windowOpen', ({ url }) => {
      this._opens.push(toReal(url));
      this.emit('_open');
    });
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      // Electron asks nobody when a page wants to stay: it stays.
      void session.send('Page.handleJavaScriptDialog', { accept: type !== 'beforeunload' });
      if (type === 'beforeunload') this.emit('_stayed');
    });
    session.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    // Workers and frames of other processes come paused, and nothing of ours has to run in them first.
    session.on('Target.attachedToTarget', ({ sessionId }) => this.emit('_child', sessionId));
    session.on('Fetch.requestPaused', (paused) => void this.#answer(paused as Paused));
  }

  async #answer(paused: Paused): Promise<void> {
    const session = this.#devTools;
    if (!session) return;
    try {
      if (paused.resourceType === 'Document' && !this.#mayNavigate(paused)) {
        await session.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
      } else await answerRequest(session, paused);
    } catch (problem) {
      // The page may be gone by the time its request is answered.
      if (!/Invalid InterceptionId|Session with given id/.test(String(problem)))
        console.error('electron double:', problem);
    }
  }

  /** Navigations the page started are offered to main for refusal; main's own are not. */
  #mayNavigate({ frameId, request }: Paused): boolean {
    const isMainFrame = frameId === this.#mainFrame;
    if (isMainFrame && this.#ownNavigation === request.url) {
      this.#ownNavigation = null;
      return true;
    }
    const url = toReal(request.url);
    const event = refusable({ url, isSameDocument: false, isMainFrame, frame: this.#frame(frameId) });
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }

  #frame(id: string): Readonly<Record<string, unknown>> {
    const info = this.#frames.get(id);
    const url = toReal(info?.url ?? 'about:blank');
    const parent = info?.parentId ? this.#frame(info.parentId) : null;
    const frame = { url, origin: originOf(url), parent, frameToken: id, detached: !info, isDestroyed: () => !info };
    return { ...frame, top: parent ? parent['top'] : frame };
  }

  async #hear(message: FromPage, world: number): Promise<void> {
    if (message.kind === 'open') return this._askToOpen(message.url, message.frameName, message.features);
    const frame = this.#frame(this.#worlds.get(world) ?? this.#mainFrame);
    const answer = await answerPage(message, this._outside, frame);
    if (answer) await this.#tell(world, { id: message.id, ...answer });
  }

  async #tell(world: number, message: object): Promise<void> {
    const functionDeclaration = `function(message){globalThis[${JSON.stringify(`${binding}In`)}](message)}`;
    const where = { functionDeclaration, arguments: [{ value: message }], executionContextId: world };
    await this.#devTools?.send('Runtime.callFunctionOn', where).catch(() => {}); // The page may have left.
  }

  _askToOpen(address: string, frameName: string, features: string): void {
    const disposition = features ? 'new-window' : 'foreground-tab';
    const { action } = this.#openHandler({ url: toReal(address), frameName, features, disposition });
    if (action === 'allow') throw new Error('electron double: windows opened by pages are not emulated');
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    const value = enc(args);
    for (const [world, frame] of this.#worlds)
      if (frame === this.#mainFrame) void this.#tell(world, { channel, value });
  }

  async loadURL(address: string): Promise<void> {
    await this.#ready.promise;
    const url = toFake(address);
    this.#ownNavigation = url.replace(/#.*$/, '');
    const loaded = this.#next('did-finish-load');
    const { errorText } = await this.#devTools!.send('Page.navigate', { url });
    if (errorText) throw new Error(`${errorText.replace('net::', '')} loading '${address}'`);
    await loaded;
  }

  reload(): void {
    this.#ownNavigation = toFake(this.#url).replace(/#.*$/, '');
    void this.#devTools?.send('Page.reload');
  }

  sendInputEvent(input: SentInput): void {
    void this.#ready.promise.then(() => this.#devTools?.send('Input.dispatchKeyEvent', keyEvents(input)));
  }

  getURL = () => this.#url;
  isDestroyed = () => this.#destroyed;
  setWindowOpenHandler = (handler: (details: object) => OpenAnswer) => {
    this.#openHandler = handler;
  };
  close = () => this.#owner.close();
  get mainFrame() {
    return this.#frame(this.#mainFrame);
  }

  /** Closes the page as a person would, its leave handlers included; settles when it is gone, or refused to go. */
  async _leave(): Promise<void> {
    await this.#ready.promise;
    const over = Promise.race([this.#next('destroyed'), this.#next('_stayed')]);
    await this.#devTools?.send('Page.close').catch(() => {});
    await over;
  }

  #next(name: string): Promise<void> {
    return new Promise((resolve) => this.once(name, () => resolve()));
  }

  _gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    all.splice(all.indexOf(this), 1);
    this.emit('destroyed');
    this.#owner.gone();
  }

  static getAllWebContents = () => all.map(({ _outside }) => _outside);
  static fromId = (id: number) => all.find((contents) => contents.id === id)?._outside;
  static fromDevToolsTargetId = (target: string) => all.find(({ _target }) => _target === target)?._outside;
  static _find = (target: string | undefined) => all.find(({ _target }) => _target === target);
  static _ofSession = (id: string) => all.find((contents) => contents.#devTools?.id === id);
}

export const webContents = strict(WebContents, 'webContents');
