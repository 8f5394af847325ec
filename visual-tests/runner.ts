import { openPool } from './browsers/drivers.ts';
import { cameraOf } from './camera.ts';
import { lanesOf } from './lanes.ts';
import { runCase } from './run-case.ts';
import { skipped } from './skip.ts';
import type { VisualCase } from './types/case.ts';
import type { Outcome, RunOptions, RunPorts } from './types/run.ts';

const defaultConcurrency = 2;

/**
 * Runs cases side by side and yields their outcomes as they are done: first those that need not be shot, which start no
 * browser, then the others. Never throws for what happens in the world: a missing or crashing browser, a page that
 * cannot be rendered or shot are outcomes with the verdict `error`. Aborting `signal`, or leaving the loop, stops work
 * and closes the browsers; outcomes of unfinished cases do not come.
 */
export async function* runCases(
  cases: readonly VisualCase[],
  ports: RunPorts,
  options: RunOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const toShoot: VisualCase[] = [];
  for (const visualCase of cases) {
    if (options.signal?.aborted) return;
    const outcome = await skipped(visualCase, ports, options);
    if (outcome) yield outcome;
    else toShoot.push(visualCase);
  }
  if (toShoot.length > 0) yield* shootCases(toShoot, ports, options);
}

async function* shootCases(
  cases: readonly VisualCase[],
  ports: RunPorts,
  options: RunOptions,
): AsyncGenerator<Outcome, void, undefined> {
  const { signal, fingerprints, executable: chromium, concurrency = defaultConcurrency } = options;
  const pool = openPool({ size: concurrency, ...(chromium !== undefined && { chromium }) });
  const lanes = lanesOf(cases);
  const camera = cameraOf(cases, pool, options);
  const done: Outcome[] = [];
  let news = Promise.withResolvers<void>();
  let isStopped = signal?.aborted ?? false;
  let isOver = false;
  const stop = () => {
    isStopped = true;
    news.resolve();
  };
  signal?.addEventListener('abort', stop, { once: true });

  async function work(): Promise<void> {
    for (let lane = lanes.next(); lane && !isStopped; lane = lanes.next()) {
      lane.workers += 1;
      for (let next = lane.queue.shift(); next && !isStopped; next = lane.queue.shift()) {
        done.push(await runCase(next, ports, camera, fingerprints?.get(next.key) ?? null));
        news.resolve();
      }
      lane.workers -= 1;
    }
  }
  const workers = Array.from({ length: Math.max(1, Math.min(concurrency, cases.length)) }, work);
  const ended = Promise.all(workers);
  const over = () => {
    isOver = true;
    news.resolve();
  };
  ended.then(over, over);
  try {
    while (!isStopped) {
      const outcome = done.shift();
      if (outcome) yield outcome;
      else if (isOver) break;
      else {
        await news.promise;
        news = Promise.withResolvers();
      }
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
    // Closing first: a case that is being shot ends at once instead of being waited for.
    await pool.close();
    await ended;
  }
}
