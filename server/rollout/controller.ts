import { isAway } from '../storage/index.ts';
import { advance } from './advance.ts';
import type { Running } from './running.ts';
import type { RolloutServices } from './services.ts';

/** Leads rollouts on this server, for as long as there are any; each server leads all of them, and one is heard. */
export interface Controller {
  /** Looks at every rollout now, then again and again while there is one. Never rejects. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds between two looks. */
const pause = 250;
/** Decisions at once about one rollout: it goes through its first stages without waiting. */
const most = 10;

export function rolloutController(services: RolloutServices): Controller {
  const { running, log } = services;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let isStopped = false;
  let isAwayNow = false;
  /** What kept a rollout from being led the last time, so that it is told once and not four times a second. */
  const told = new Map<string, string>();

  async function lookAtAll(): Promise<void> {
    await running.refresh().then(
      () => {
        isAwayNow = false;
      },
      (error: unknown) => {
        // Once, not four times a second; what is known is judged all the same.
        if (!isAwayNow) log()?.error({ err: error }, 'rollouts cannot be read; visitors get the stable version');
        isAwayNow = true;
      },
    );
    for (const id of told.keys()) if (!running.list().some(({ row }) => row.id === id)) told.delete(id);
    for (const one of running.list()) await lead(one).catch((error: unknown) => failed(error, one));
  }

  async function lead({ row }: Running): Promise<void> {
    let current = row;
    for (let at = 0; at < most && !isStopped; at++) {
      const next = await advance(services, current);
      told.delete(row.id);
      if (!next || next.ended_at !== null) return;
      current = next;
    }
  }

  function failed(error: unknown, { row }: Running): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (isAway(error) || told.get(row.id) === reason) return;
    told.set(row.id, reason);
    log()?.error({ err: error, rollout: row.id, document: row.document_id }, 'rollout cannot be led');
  }

  function again(): void {
    if (timer !== null || isStopped || running.list().length === 0) return;
    timer = setTimeout(() => {
      timer = null;
      void look();
    }, pause);
    timer.unref();
  }

  const look = (): Promise<void> => {
    looking ??= lookAtAll().finally(() => {
      looking = null;
      again();
    });
    return looking;
  };

  return {
    look: () => (isStopped ? Promise.resolve() : look()),
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await looking;
    },
  };
}
