import type { Kysely } from 'kysely';
import type { Tables } from '../storage/index.ts';
import type { SecretBox } from './secret-box.ts';

/** What accounts need. */
export interface AccountServices {
  readonly db: Kysely<Tables>;
  readonly now: () => Date;
  readonly box: SecretBox;
  /** Public address: who issues access tokens. */
  readonly origin: () => string;
}

/** The time as it is stored, `milliseconds` from now. */
export const timeFrom = ({ now }: Pick<AccountServices, 'now'>, milliseconds = 0): string =>
  new Date(now().getTime() + milliseconds).toISOString();

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
