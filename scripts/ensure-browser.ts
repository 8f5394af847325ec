import { commandLine, findBrowser, installBrowser, installCommands } from '#visual';

type Name = Parameters<typeof findBrowser>[0];

/**
 * Makes sure a browser is there: where none is found, it is installed if that takes no more than the packages of the
 * system. Answers the executable, or null with the reason on stderr.
 */
export async function ensureBrowser(name: Name = 'chromium'): Promise<string | null> {
  const before = await findBrowser(name);
  if (before.executable) return before.executable;
  const commands = installCommands(name);
  if (commands.some((command) => commandLine(command).startsWith('apt-get'))) {
    process.stderr.write(`Installing what ${name} needs (once; about a minute) …\n`);
    const problem = await installBrowser(name, { commands });
    if (problem !== null) process.stderr.write(`${problem}\n`);
  }
  const after = await findBrowser(name);
  if (!after.executable) process.stderr.write(`${after.advice ?? 'No browser found.'}\n`);
  return after.executable;
}
