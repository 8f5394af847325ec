import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowsers } from '#visual';
import { isAlive } from '../host/is-alive.ts';

/** The Chromium of this machine behind a script that writes down the id of each process it becomes. */
export interface CountedBrowser {
  /** For `STUDIO_CHROMIUM`. */
  readonly executable: string;
  /** How often it was started to show pages; asking for its version is none. */
  starts(): number;
  /** Those that still run. */
  alive(): readonly number[];
}

/** `before`: shell text that runs first; `version`: what it says its version is. */
export async function countedBrowser(
  folder: string,
  { before = '', version = '' }: { readonly before?: string; readonly version?: string } = {},
): Promise<CountedBrowser> {
  const found = (
    await findBrowsers({ platform: process.platform, env: { ...process.env, STUDIO_CHROMIUM: undefined } })
  ).find(({ name }) => name === 'chromium');
  if (!found?.executable) throw new Error(found?.advice ?? 'There is no Chromium here.');
  const executable = join(folder, 'chromium');
  const log = join(folder, 'started');
  const answer = version ? `echo "Chromium ${version}"; exit 0` : `exec "${found.executable}" "$@"`;
  writeFileSync(
    executable,
    `#!/bin/sh\ncase "$1" in --version) ${answer};; esac\necho $$ >> "${log}"\n${before}\nexec "${found.executable}" "$@"\n`,
  );
  chmodSync(executable, 0o755);
  const processes = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').map(Number) : []);
  return { executable, starts: () => processes().length, alive: () => processes().filter(isAlive) };
}
