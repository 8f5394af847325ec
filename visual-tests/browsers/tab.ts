/**
 * The one door to every browser. Whatever takes pictures is written against these shapes; each way to drive a browser
 * (Playwright, W3C WebDriver) gives them life.
 */

export const browserNames = ['chromium', 'firefox', 'webkit', 'chrome', 'edge'] as const;
export type BrowserName = (typeof browserNames)[number];

/** Where every shot page lives; no such host exists anywhere. */
export const pageOrigin = 'http://page.studio.test';

/** Where browsers run that are started here. */
export const thisPlatform = `${process.platform}-${process.arch}`;

/** How a page is shown; it stays like that for the life of its tab. */
export interface TabSettings {
  /** CSS pixels, and device pixels for each of them. */
  readonly viewport: { readonly width: number; readonly height: number; readonly dpr: number };
  /** A language tag: what the browser says it speaks. */
  readonly locale: string;
  /** An IANA name. */
  readonly timeZone: string;
  readonly scheme: 'light' | 'dark';
  readonly media: Media;
}

/** What else style sheets may ask about. */
export interface Media {
  readonly print: boolean;
  readonly forcedColors: boolean;
  readonly reducedMotion: boolean;
}

/** What a fresh tab shows, and where it comes from. */
export interface TabContent<Argument = unknown> {
  /** Answers every request of the page to `pageOrigin`; all others are refused. Rejecting fails that one request. */
  readonly answer: (asked: Asked) => Promise<Answered>;
  /** Runs in every document of the tab before its own scripts. Sent as source: it must not lean on its file. */
  readonly before?: { readonly task: (argument: Argument) => void; readonly argument: Argument };
  /** Asked at its end: whether no script of the page can have run, so that it has left nothing behind. No by default. */
  readonly isInert?: () => boolean;
}

export interface Asked {
  readonly method: string;
  /** Path and query, as in `/_ui/styles/abc.css?x=1`. */
  readonly path: string;
  /** What it is for, as far as the browser says. */
  readonly kind: 'document' | 'stylesheet' | 'other';
  /** Null where there is none, or the browser does not tell (the Firefox that is installed). */
  readonly body: string | null;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  /** 200 by default. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** One page, apart from all others: nothing stored by one is seen by another. Every verb rejects once it is gone. */
export interface Tab {
  /** Loads a path of `pageOrigin`, and waits for its `load` event for at most `timeout` milliseconds. */
  go(path: string, timeout: number): Promise<void>;
  /** Runs a function in the page, sent as source; argument and result travel as JSON. Waits for promises. */
  run<Argument, Result>(task: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  /** The whole page as PNG, as fast as the browser can; changes neither its layout nor its styles. */
  screenshot(): Promise<Uint8Array>;
  /** In the middle of the first element that matches, scrolled into view. Rejects with a sentence where there is none. */
  click(selector: string): Promise<void>;
  hover(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  /** To whatever has the focus: a name as `KeyboardEvent.key` has it, with modifiers before it: `Enter`, `Shift+Tab`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** In CSS pixels of the viewport. */
  moveMouse(x: number, y: number): Promise<void>;
  /** Roles, names and states as assistive technology hears them, as YAML; null where the browser cannot tell. */
  ariaSnapshot(): Promise<string | null>;
  /** Addresses outside of `pageOrigin` that the page has asked for so far, sorted. */
  refused(): readonly string[];
  /** Resolves when the page crashed, or went with its browser, without being asked to. */
  readonly crashed: Promise<void>;
  close(): Promise<void>;
}

/** A running browser. */
export interface RunningBrowser {
  readonly name: BrowserName;
  /** e.g. `firefox 153.7.0`. */
  readonly build: string;
  /** Where it runs, as in `linux-x64`. */
  readonly platform: string;
  /** False once it is closed, has crashed, or its connection is lost. */
  isRunning(): boolean;
  /** A fresh tab. Settings must be those of the launch wherever the driver says they are fixed (`Driver.fixed`). */
  open<Argument>(settings: TabSettings, content: TabContent<Argument>): Promise<Tab>;
  /** Ends it and every process it has; never rejects. */
  close(): Promise<void>;
  /** The same for one that answers nothing any more: it is not asked first. */
  kill(): Promise<void>;
}

/** One way to get browsers of one name. */
export interface Driver {
  readonly name: BrowserName;
  /** What of the settings cannot change while such a browser runs, as one string; empty: everything can. */
  fixed(settings: TabSettings): string;
  /** What of the settings such a browser cannot do at all, as phrases; a picture without it would be a lie. */
  cannot(settings: TabSettings): readonly string[];
  /** Rejects with a sentence when it does not start. */
  launch(settings: TabSettings): Promise<RunningBrowser>;
}
