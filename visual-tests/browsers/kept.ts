import type { Driver, RunningBrowser, TabSettings } from './tab.ts';

/** One browser, started when first needed, used again, and started anew after it was dropped or has crashed. */
export interface KeptBrowser {
  /**
   * A browser that can show pages like that: the running one, unless what is fixed in it differs. Rejects with a
   * sentence when it does not start, cannot do what is asked for, or there is none.
   */
  get(settings: TabSettings): Promise<RunningBrowser>;
  /** Whether the last one went by itself since it was last asked for. */
  hasDied(): Promise<boolean>;
  /** Whether it runs and can show such pages at once, does not run, or had to be started anew for them. */
  state(settings: TabSettings): 'fits' | 'idle' | 'differs';
  /** Ends the browser; the next `get` starts another. For one that may be on its way out without knowing it yet. */
  drop(): Promise<void>;
  /** Ends the browser for good. */
  close(): Promise<void>;
}

/** A browser that does not start may take half a minute to say so; after so many in a row nobody waits for it again. */
const mostFailures = 3;

export function keepBrowser(driver: Driver): KeptBrowser {
  let current: Promise<RunningBrowser> | null = null;
  let fixed = '';
  let closed = false;
  let failures: readonly string[] = [];

  const running = async () => (await current?.catch(() => null)) ?? null;
  const drop = async () => {
    const browser = await running();
    current = null;
    await browser?.close();
  };
  const start = (settings: TabSettings) => {
    fixed = driver.fixed(settings);
    return driver.launch(settings).then(
      (browser) => {
        failures = [];
        return browser;
      },
      (problem: unknown) => {
        const reason = `${titleOf(driver.name)} did not start: ${firstLine(problem)}`;
        failures = [...failures, reason];
        throw new Error(reason);
      },
    );
  };

  return {
    async get(settings) {
      const cannot = driver.cannot(settings);
      if (cannot.length > 0) throw new Error(`The case asks for what cannot be done: ${cannot.join(', ')}.`);
      const browser = await running();
      if (browser?.isRunning() && fixed === driver.fixed(settings) && !closed) return browser;
      await drop();
      if (closed) throw new Error('The run was stopped.');
      if (failures.length >= mostFailures) throw new Error(`${failures[0]} It was tried ${mostFailures} times.`);
      current = start(settings);
      return current;
    },
    hasDied: async () => (await running())?.isRunning() === false,
    state: (settings) => (!current ? 'idle' : fixed === driver.fixed(settings) ? 'fits' : 'differs'),
    drop,
    async close() {
      closed = true;
      await drop();
    },
  };
}

/** Stands in where there is no browser: every case that asks for one gets the advice. */
export const missingBrowser = (advice: string): KeptBrowser => ({
  get: () => Promise.reject(new Error(advice)),
  hasDied: async () => false,
  state: () => 'fits',
  drop: async () => {},
  close: async () => {},
});

export const titleOf = (name: string): string => ({ webkit: 'WebKit' })[name] ?? name[0]!.toUpperCase() + name.slice(1);

/** The first line of a problem says what; those below it are calls and logs. */
export const firstLine = (problem: unknown): string =>
  (problem instanceof Error ? problem.message : String(problem)).split('\n', 1)[0]!.replace(/[.\s]*$/, '.');
