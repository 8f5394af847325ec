import { describe, expect, it } from 'vitest';
import { commandLine, installBrowser, installCommands } from './install.ts';

const lines = (...text: string[]) => text.map((line) => `console.${line}`).join(';');
const node = (script: string) => ({ program: process.execPath, args: ['-e', script] });

describe('installBrowser (T1)', () => {
  it('takes the packages of the system as root on Debian, and the build of Playwright otherwise', () => {
    const linux = { platform: 'linux', env: process.env } as const;
    expect(installCommands('webkit', linux, true).map(commandLine)).toEqual([
      'apt-get update -q',
      'apt-get install -y -q --no-install-recommends webkit2gtk-driver xvfb',
    ]);
    expect(installCommands('firefox', linux, false).map(commandLine)).toEqual(['npx playwright-core install firefox']);
    expect(installCommands('edge', { platform: 'win32', env: {} }, false).map(commandLine)).toEqual([
      'npx playwright-core install msedge',
    ]);
  });

  it('passes on what the installer says, and is content when it is', async () => {
    const heard: string[] = [];
    const commands = [node(lines('log("one")', 'log("two")'))];
    expect(await installBrowser('firefox', { commands, onLine: (line) => heard.push(line) })).toBeNull();
    expect(heard.slice(1)).toEqual(['one', 'two']);
  });

  it('says why it failed in the words of the installer, and does not go on', async () => {
    const heard: string[] = [];
    const failing = node(
      `${lines('error("E: Unable to locate package firefox-esr")', 'log("bye")')};process.exit(100)`,
    );
    const problem = await installBrowser('firefox', {
      commands: [failing, node(lines('log("never")'))],
      onLine: (line) => heard.push(line),
    });
    expect(problem).toBe('Firefox could not be installed: E: Unable to locate package firefox-esr (exit code 100).');
    expect(heard).not.toContain('never');
    const none = [{ program: '/nowhere/apt-get', args: [] }];
    expect(await installBrowser('webkit', { commands: none })).toMatch(/^WebKit could not be installed: .*ENOENT/);
  });

  it('can be called off', async () => {
    const stop = new AbortController();
    const commands = [node('console.log("begun"); setInterval(() => {}, 1000)')];
    const onLine = (line: string) => line === 'begun' && stop.abort();
    expect(await installBrowser('firefox', { commands, onLine, signal: stop.signal })).toBe(
      'Firefox could not be installed: it was called off.',
    );
  });
});
