import type { Environment, Limits } from '../../engine.ts';
import type { AskHost } from '../../expressions/index.ts';
import type { OverrideSettings } from '../../messages/index.ts';
import type { Timers } from '../../registry/ports.ts';
import type { Site } from './site.ts';
import type { Watching } from './watch.ts';

/** What all renders of one engine have in common. */
export interface RenderOptions {
  readonly site: Site;
  readonly limits: Limits;
  readonly defaultLocale: string | undefined;
  readonly environment: Environment | null;
  /** Words of the project and of its tenants. */
  readonly overrides?: OverrideSettings;
  readonly watching?: Watching | null;
  /** Functions that expressions call. */
  readonly host?: AskHost | undefined;
  /** Ends the wait for late sections that have a timeout; without it they have none. */
  readonly timers?: Timers | undefined;
}
