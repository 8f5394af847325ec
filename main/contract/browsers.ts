import { event, method, type Nothing, nothing } from './method.ts';

export interface BrowserStatus {
  readonly name: BrowserName;
  readonly found: boolean;
  readonly build: string | null;
  /** The program, or null: it is missing, or on another machine. */
  readonly executable: string | null;
  /** How to get it, as a sentence, when it is missing. */
  readonly advice: string | null;
  /** What `browser.install` would run, as one would type it; empty where the environment names the one to take. */
  readonly install: readonly string[];
}

export type BrowserName = 'chromium' | 'firefox' | 'webkit' | 'chrome' | 'edge';

export const browserMethods = {
  'browser.list': method<Nothing, readonly BrowserStatus[]>(nothing),
  /** Installs a browser and looks for all again; what the installer says comes as `browser.installing`. */
  'browser.install': method<{ name: BrowserName }, readonly BrowserStatus[], 'browser/busy' | 'browser/not-installed'>({
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: { type: 'string', enum: ['chromium', 'firefox', 'webkit', 'chrome', 'edge'] } },
  }),
};

export const browserEvents = {
  /** A line of the installer. */
  'browser.installing': event<{ readonly name: BrowserName; readonly line: string }>(),
};
