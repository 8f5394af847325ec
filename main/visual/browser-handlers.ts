import { type BrowserName, type BrowserStatus, fail, type Handlers, ok } from '#contract';
import { commandLine, findBrowsers, installBrowser, installCommands } from '#visual';
import type { Context } from '../context.ts';

type BrowserHandlers = Pick<Handlers, 'browser.list' | 'browser.install'>;

/** Which browsers there are, and getting those that are missing; `install` is what does that, and tests give their own. */
export function browserHandlers(
  { events }: Pick<Context, 'events'>,
  install: typeof installBrowser = installBrowser,
): BrowserHandlers {
  let busy: string | null = null;
  return {
    'browser.list': async () => ok(await statuses()),
    'browser.install': async ({ name }) => {
      if (busy !== null) return fail('browser/busy', `${busy} is being installed. Wait until that is done.`);
      busy = name;
      try {
        const problem = await install(name, { onLine: (line) => events.emit('browser.installing', { name, line }) });
        if (problem !== null) return fail('browser/not-installed', problem);
        const found = await statuses();
        const missing = found.find((status) => status.name === name && !status.found);
        // The installer may be content and the browser unusable all the same.
        return missing
          ? fail('browser/not-installed', `The installer reported no problem, yet: ${missing.advice}`)
          : ok(found);
      } finally {
        busy = null;
      }
    },
  };
}

const statuses = async (): Promise<readonly BrowserStatus[]> =>
  (await findBrowsers()).map(({ name, found, build, executable, advice }) => ({
    name,
    found,
    build,
    executable,
    advice,
    install: isToldWhere(name) ? [] : installCommands(name).map(commandLine),
  }));

/** The environment says where it is; whatever is installed beside that is not looked at. */
const isToldWhere = (name: BrowserName): boolean =>
  process.env[`STUDIO_${name.toUpperCase()}`] !== undefined ||
  (process.env['STUDIO_BROWSERS'] ?? '').split(',').some((entry) => entry.trim().startsWith(`${name}=`));
