import type { StreamEmitter } from '#engine';
import type { PageCache } from '../cache/page-cache.ts';
import type { SchemaWatch } from '../observability/schema-watch.ts';
import type { CountAnswer } from './answer-count.ts';
import type { EdgeRules } from './cache-rules.ts';
import type { LivePages } from './live-pages.ts';
import type { OwnPages } from './own-pages/own-pages.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { FindFile } from './send-files.ts';
import type { PageSizes } from './send-page.ts';
import type { Asking } from './sources/ask.ts';
import type { Connections } from './sources/connections.ts';
import type { TenantOf } from './tenants.ts';
import type { Versions } from './versions.ts';

/** What delivering a page needs. */
export interface DeliveryServices extends Connections {
  readonly pages: LivePages;
  /** Which of two versions, while there are two. */
  readonly versions: Versions;
  readonly own: OwnPages;
  readonly findFile: FindFile;
  readonly sizes: PageSizes;
  /** Who times what is done. */
  readonly watch: SchemaWatch;
  /** Counts what becomes of answers while two versions of a page are compared. */
  readonly countAnswer: CountAnswer;
  /** Pages as they were rendered. */
  readonly cache: PageCache;
  /** Answers as they were sent. */
  readonly ready: ReadyAnswers;
  readonly edge: EdgeRules;
  /** Whose host a request asks. */
  readonly tenantOf: TenantOf;
  readonly now: () => Date;
  /** Public address of the server. */
  readonly origin: () => string;
  /** Counts a request of a client for a tenant's page; seconds it has to wait, 0 when it may go on. */
  readonly takeTurn: (client: string, tenant: string) => Promise<number>;
  /** `?_fixture=` is answered. */
  readonly fixtures: boolean;
  /** By which sources and calls are asked. */
  readonly asking: Asking;
  /** Milliseconds a source or call may take. */
  readonly sourceTimeout: number;
  /** Who moves late sections of a stream to their places. */
  readonly emitter: StreamEmitter;
  /** When what is shown was last known to be what is stored, while that cannot be told; null while it can. Milliseconds. */
  readonly staleSince: () => number | null;
  /** False until every live release is compiled. */
  readonly isReady: () => boolean;
}
