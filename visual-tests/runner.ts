import { findBrowsers } from './browsers/find.ts';
import { type KeptBrowser, keepBrowser, missingBrowser } from './browsers/kept.ts';
import { chromiumDriver } from './browsers/playwright/chromium.ts';
import { runCase } from './run-case.ts';
import type { Outcome, RunOptions, RunPorts, VisualCase } from './types.ts';

const defaultConcurrency = 2;

/**
 * Runs cases side by side and yields their outcomes in the order of `cases`, each as soon as it and all before it are
 * done. Never throws for what happens in the world: a missing or crashing browser, a page that cannot be rendered or
 * shot are outcomes with the verdict `error`. Aborting `signal`, or leaving the loop, stops work and closes the
 * browsers; outcomes of unfinished cases do not come.
 */
export async function* runCases(
  cases: readonly VisualCase[],
  ports: RunPorts,
  options: RunOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const startable = await chooseBrowser(options);
  const workers = Math.max(1, Math.min(options.concurrency ?? defaultConcurrency, cases.length));
  const browsers = Array.from({ length: workers }, startable);
  const outcomes = cases.map(() => Promise.withResolvers<Outcome>());
  const stopped = Promise.withResolvers<null>();
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    stopped.resolve(null);
  };
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop, { once: true });

  const queue = cases.entries();
  const work = browsers.map(async (browser) => {
    for (const [at, visualCase] of queue) {
      if (isStopped) return;
      outcomes[at]!.resolve(await runCase(visualCase, ports, browser, options));
    }
  });
  try {
    for (const outcome of outcomes) {
      const next = await Promise.race([stopped.promise, outcome.promise]);
      if (next === null || isStopped) return;
      yield next;
    }
  } finally {
    stop();
    options.signal?.removeEventListener('abort', stop);
    // Closing first: a case that is being shot ends at once instead of being waited for.
    await Promise.all(browsers.map((browser) => browser.close()));
    await Promise.all(work);
  }
}

async function chooseBrowser({ executable }: RunOptions): Promise<() => KeptBrowser> {
  if (executable) return () => keepBrowser(chromiumDriver(executable));
  const [found] = await findBrowsers();
  const path = found?.executable;
  return path
    ? () => keepBrowser(chromiumDriver(path))
    : () => missingBrowser(found?.advice ?? 'No browser was found.');
}
