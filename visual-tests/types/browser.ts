import type { BrowserName } from '../browsers/tab.ts';

export interface BrowserFound {
  readonly name: BrowserName;
  readonly found: boolean;
  /** e.g. `chromium 156.0.8078.73`. */
  readonly build: string | null;
  readonly executable: string | null;
  /** How to get it, as sentences; null when it was found. */
  readonly advice: string | null;
  /** Addresses of those on other machines (`STUDIO_BROWSERS`). */
  readonly remotes: readonly string[];
}
