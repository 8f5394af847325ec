import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { section } from './report.ts';
import { isReached, type Row, type RowFile } from './row.ts';

/**
 * `npm run bench:visual`: writes the section "Visual tests" of docs/benchmarks.md. `-- --only NAME` runs the files of
 * `rows/` whose names hold that word and shows what they found; `-- --json` prints the rows; `-- --rounds N` is how often
 * difficult pages are shot, `-- --browsers chromium,firefox,webkit` in which; with `-- --tally FILE` every round is
 * written down there and counts next time, and with `-- --minutes N` no round begins later. Each file runs in a process of
 * its own. Ends with 1 when a row misses what it must reach.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean' },
    row: { type: 'string' },
    rounds: { type: 'string', default: '17' },
    browsers: { type: 'string', default: 'chromium,firefox,webkit' },
    tally: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const browsers = options.browsers.split(',');
const rounds = Number(options.rounds);
const { tally = null } = options;
const minutes = options.minutes === undefined ? Number.POSITIVE_INFINITY : Number(options.minutes);
if (options.row !== undefined) await measureHere(options.row);
else reportAll();

async function measureHere(name: string): Promise<void> {
  const file = (await import(`./rows/${name}`)) as RowFile;
  process.stdout.write(JSON.stringify(await file.rows({ rounds, browsers, tally, minutes })), () => process.exit());
}

function reportAll(): void {
  const names = readdirSync(new URL('rows/', import.meta.url)).filter((name) => name.includes(options.only ?? ''));
  if (names.length === 0) throw new Error(`No file of rows has "${options.only}" in its name.`);
  const rows = names.flatMap((name) => {
    process.stderr.write(`${name}\n`);
    return measureElsewhere(name);
  });
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (options.only !== undefined) process.stdout.write(section(rows));
  else writeSection(section(rows));
  const missed = rows.filter((row) => isReached(row) === false);
  for (const { name, peer } of missed) process.stderr.write(`Missed: ${name}${peer === null ? '' : ` (${peer})`}\n`);
  if (missed.length > 0) process.exitCode = 1;
}

function measureElsewhere(name: string): readonly Row[] {
  const passed = ['--row', name, '--rounds', String(rounds), '--browsers', browsers.join()];
  if (tally !== null) passed.push('--tally', tally);
  if (options.minutes !== undefined) passed.push('--minutes', options.minutes);
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...passed], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as readonly Row[];
}

/** `npm run bench` writes what is before the section, `npm run bench:server` what is behind it. */
function writeSection(text: string): void {
  const file = new URL('../../docs/benchmarks.md', import.meta.url);
  const page = readFileSync(file, 'utf8');
  const [before] = page.split('\n## Visual tests\n');
  const behind = page.indexOf('\n## Production server\n');
  writeFileSync(file, `${before?.trimEnd()}\n\n${text}${behind === -1 ? '' : page.slice(behind)}`);
  process.stderr.write('Wrote docs/benchmarks.md.\n');
}
