import type { Program } from '../../program.ts';
import type { Site } from './site.ts';
import type { Watching } from './watch.ts';

/** What linking a program needs to know. */
export interface LinkEnvironment {
  readonly program: Program;
  readonly site: Site;
  /** Who looks at instances; null links them as if they had no marks. */
  readonly watching: Watching | null;
}
