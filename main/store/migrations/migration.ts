/** One step of the database's format. Steps are never edited after a release; a new need is a new step. */
export interface Migration {
  /** `PRAGMA user_version` after it ran; steps count up from 1 without gaps. */
  readonly version: number;
  readonly sql: string;
}
