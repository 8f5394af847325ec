import { browsersThatStart } from '#visual';
import { ensureBrowser } from './ensure-browser.ts';

/**
 * Installs the three browsers the tests need where they are missing, and starts each of them once: one that does not is
 * a failure with exit code 2, since tests that leave a browser out prove nothing about it.
 */
const needed = ['chromium', 'firefox', 'webkit'] as const;
// One after the other: package managers take turns anyway.
for (const name of needed) await ensureBrowser(name);
for (const { name, problem } of await browsersThatStart(needed)) {
  if (problem === null) continue;
  process.stderr.write(`${name}: ${problem}\n`);
  process.exitCode = 2;
}
