import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { section } from './report.ts';
import { atMost, figure, isReached, type Row, type RowFile } from './row.ts';

/**
 * `npm run bench:server`: writes the section "Production server" of docs/benchmarks.md. `-- --only NAME` runs the files of
 * `rows/` whose names hold that word and shows what they found; `-- --json` prints the rows. Each file runs in a process
 * of its own, on the second core. Ends with 1 when a row misses what it must reach.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean' }, row: { type: 'string' } },
});
/** Milliseconds that one file may take. */
const longest = 30 * 60_000;
if (options.row !== undefined) await measureHere(options.row);
else reportAll();

async function measureHere(name: string): Promise<void> {
  const file = (await import(`./rows/${name}`)) as RowFile;
  process.stdout.write(JSON.stringify(await file.rows()), () => process.exit());
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
  for (const { name } of missed) process.stderr.write(`Missed: ${name}\n`);
  if (missed.length > 0) process.exitCode = 1;
}

function measureElsewhere(name: string): readonly Row[] {
  const command = ['-c', '1', process.execPath, fileURLToPath(import.meta.url), '--row', name];
  try {
    const output = execFileSync('taskset', command, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: longest,
    });
    return JSON.parse(output) as readonly Row[];
  } catch (error) {
    // What was measured before is not lost with it, and nobody takes it for reached.
    process.stderr.write(`${(error as Error).message}\n`);
    return [figure(`${name} came to no end`, 'count', 1, { must: atMost(0), note: 'no figures' })];
  }
}

/** The section is the last of the page. */
function writeSection(text: string): void {
  const file = new URL('../../docs/benchmarks.md', import.meta.url);
  const [before] = readFileSync(file, 'utf8').split('\n## Production server\n');
  writeFileSync(file, `${before?.trimEnd()}\n\n${text}`);
  process.stderr.write('Wrote docs/benchmarks.md.\n');
}
