/** Run by a test as a process of its own: opens a page in each browser it is given, says so, and waits to be killed. */
import { openPool } from './drivers.ts';
import type { TabSettings } from './tab.ts';

const settings: TabSettings = {
  viewport: { width: 400, height: 300, dpr: 1 },
  locale: 'en-US',
  timeZone: 'UTC',
  scheme: 'light',
  media: { print: false, forcedColors: false, reducedMotion: true },
};
const pool = openPool({ size: 1 });
for (const name of process.argv.slice(2)) {
  await pool.use(name, settings, async (kept) => {
    const answer = async () => ({ headers: { 'content-type': 'text/html' }, body: '<title>open</title>' });
    const tab = await (await kept.get(settings)).open(settings, { answer });
    await tab.go('/', 20_000);
  });
}
process.stdout.write('open\n');
setInterval(() => {}, 60_000);
