import type { About } from '#contract';
import type { Keychain } from './host/keychain.ts';
import type { Events } from './rpc/events.ts';
import type { Report } from './rpc/report.ts';
import type { UserSettings } from './settings/user-settings.ts';

/** What every feature may lean on, whichever project is open. Time and ids come from here, so that tests are steady. */
export interface Context {
  readonly host: About['host'];
  /** Folder of this person's settings, secrets and sample project. */
  readonly dataDir: string;
  readonly settings: UserSettings;
  readonly keychain: Keychain;
  readonly events: Events;
  readonly report: Report;
  readonly now: () => Date;
  readonly newId: () => string;
}
