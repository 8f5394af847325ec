/** What a page is told before any of its scripts runs. */
export interface Freezing {
  /** Milliseconds since 1970: what its clock shows. */
  readonly now: number;
  /** Rules of the stop sheet. */
  readonly css: string;
}

/** What is known of the scripts of a page, by whoever has to wait for them or to name them. */
export interface Watch {
  /** Timers that run once, soon, and were not set by such a timer themselves: worth waiting for. */
  soon: number;
  /** Requests of scripts that were not answered yet. */
  asking: number;
  /** Which element was changed last by what, newest last; at most 200. */
  readonly changes: { readonly element: Element; readonly by: string }[];
  /** What ran, and how often since it was last emptied: `setInterval (100 ms)`. */
  readonly loops: Map<string, number>;
  /** Timers that go on: intervals, and what such timers set again. Milliseconds, by their number. */
  readonly repeating: Map<number, number>;
  /** Media that were brought back to where they begin. */
  readonly rewound: WeakSet<Element>;
  /** Films of a stream that plays and has shown no picture yet: paused before, they may never show one. */
  readonly coming: WeakSet<Element>;
  /** The stop sheet also in pages of frames: some browsers tell nothing to those that stand in the markup. */
  stopFrames(): void;
  /** Changes the page without counting as one of its scripts. */
  quietly(change: () => void): void;
  /** Real time, in milliseconds. */
  clock(): number;
  /** Resolves after so many milliseconds of real time, or with the next frame. */
  wait(milliseconds: number): Promise<void>;
  frame(): Promise<void>;
}

/**
 * Before any script of a page: one fixed time, one fixed row of random numbers, no media that plays, the stop sheet; and
 * a look at what scripts do, so that what will not stand still can be named. Sent as source.
 */
export function freezePage({ now, css }: Freezing): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now], newTarget),
    apply: () => new RealDate(now).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now : Reflect.get(target, name, receiver)),
  });

  let state = 0x5eed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  Math.random = random;
  Crypto.prototype.getRandomValues = function getRandomValues<View extends ArrayBufferView | null>(view: View): View {
    if (view) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random() * 256);
    }
    return view;
  };
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
  // Only where the page is as secure as the browser wants it for that.
  if ('randomUUID' in Crypto.prototype)
    Crypto.prototype.randomUUID = () => `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;

  // A clock of its own for measuring: it goes on with frames and timers, and a little with every look at it, so that a
  // script that waits for it comes to an end.
  let elapsed = 0;
  const { now: realNow } = Performance.prototype;
  Performance.prototype.now = () => (elapsed += 0.005);
  Object.defineProperty(Performance.prototype, 'timeOrigin', { get: () => now, configurable: true });

  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('Nothing plays here.', 'NotAllowedError'));

  const stream = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!;
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...stream,
    set(this: HTMLMediaElement, value: MediaProvider | null) {
      stream.set!.call(this, value);
      watch.coming.delete(this);
      if (value === null || !this.autoplay || !(this instanceof HTMLVideoElement)) return;
      watch.coming.add(this);
      this.requestVideoFrameCallback(() => watch.coming.delete(this));
    },
  });

  type Timer = (run: (value?: unknown) => void, delay: number) => number;
  const later = window.setTimeout.bind(window) as unknown as Timer;
  const repeatedly = window.setInterval.bind(window) as unknown as Timer;
  const forget = window.clearTimeout.bind(window);
  const soon = window.requestAnimationFrame.bind(window);
  const watch: Watch = {
    soon: 0,
    asking: 0,
    changes: [],
    loops: new Map(),
    repeating: new Map(),
    rewound: new WeakSet(),
    coming: new WeakSet(),
    stopFrames: () => stopIn(document),
    quietly(change) {
      keep(observer.takeRecords(), unnamed());
      change();
      observer.takeRecords();
    },
    clock: () => realNow.call(performance),
    wait: (milliseconds) => new Promise((resolve) => later(() => resolve(), milliseconds)),
    frame: () => new Promise((resolve) => soon(() => resolve())),
  };
  Object.defineProperty(globalThis, '__studio', { value: watch });
  const keep = (records: readonly MutationRecord[], by: string) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      if (!element || element.hasAttribute('data-studio')) continue;
      watch.changes.push({ element, by });
      if (watch.changes.length > 200) watch.changes.shift();
    }
  };
  const unnamed = () => (watch.asking > 0 ? 'fetch' : 'a script');
  const observer = new MutationObserver((records) => keep(records, unnamed()));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const running = (by: string, run: () => void) => {
    keep(observer.takeRecords(), unnamed());
    watch.loops.set(by, (watch.loops.get(by) ?? 0) + 1);
    try {
      run();
    } finally {
      keep(observer.takeRecords(), by);
    }
  };

  const call = (handler: TimerHandler, args: readonly unknown[]) =>
    typeof handler === 'function' ? handler(...args) : undefined;
  const waited = new Set<number>();
  let isOfTimer = false;
  const done = (id: number) => {
    if (waited.delete(id)) watch.soon -= 1;
    watch.repeating.delete(id);
  };
  window.setTimeout = ((handler: TimerHandler, delay = 0, ...args: unknown[]) => {
    const id = later.call(
      window,
      () => {
        elapsed += Number(delay) || 0;
        isOfTimer = true;
        running(`setTimeout (${delay} ms)`, () => call(handler, args));
        isOfTimer = false;
        done(id);
      },
      delay,
    );
    if (isOfTimer) watch.repeating.set(id, Number(delay) || 0);
    else if (delay <= 2000) {
      waited.add(id);
      watch.soon += 1;
    }
    return id;
  }) as unknown as typeof setTimeout;
  window.clearTimeout = (id) => {
    if (id !== undefined) done(Number(id));
    forget(id);
  };
  window.setInterval = ((handler: TimerHandler, delay = 0, ...args: unknown[]) => {
    const id = repeatedly.call(
      window,
      () => {
        elapsed += Number(delay) || 0;
        running(`setInterval (${delay} ms)`, () => call(handler, args));
      },
      delay,
    );
    watch.repeating.set(id, Number(delay) || 0);
    return id;
  }) as unknown as typeof setInterval;
  window.clearInterval = window.clearTimeout;

  let frame = -1;
  window.requestAnimationFrame = (callback) =>
    soon((time) => {
      // All callbacks of one frame get one time.
      if (time !== frame) elapsed += 16;
      frame = time;
      running('requestAnimationFrame', () => callback(elapsed));
    });

  const asking = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    watch.asking += 1;
    watch.loops.set('fetch', (watch.loops.get('fetch') ?? 0) + 1);
    try {
      return await answer;
    } finally {
      // What is done with the answer counts as its work.
      later(() => (watch.asking -= 1), 30);
    }
  };
  const { fetch } = window;
  window.fetch = (...args) => asking(fetch.apply(window, args));
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function sendWatched(body) {
    asking(new Promise((resolve) => this.addEventListener('loadend', resolve)));
    send.call(this, body);
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const told = new WeakSet<Document>();
  const stopIn = (around: Document) => {
    for (const frame of around.querySelectorAll('iframe')) {
      const inside = frame.contentDocument;
      const view = frame.contentWindow as typeof globalThis | null;
      if (!inside || !view) continue;
      if (!told.has(inside)) {
        const own = new view.CSSStyleSheet();
        own.replaceSync(css);
        inside.adoptedStyleSheets = [...inside.adoptedStyleSheets, own];
        told.add(inside);
      }
      stopIn(inside);
    }
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attachStopped(options) {
    const root = attachShadow.call(this, options);
    root.adoptedStyleSheets = [sheet];
    return root;
  };
}
