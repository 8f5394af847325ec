import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reportPage } from './report.ts';
import { type Row, type RowFile, verdictOf } from './row.ts';

/**
 * `npm run bench`: writes docs/benchmarks.md. `-- --only NAME` runs the files of `rows/` whose names hold that word and
 * shows what they found; `-- --json` prints the rows. Each file runs in a process of its own, one after the other. Ends
 * with 1 when a row misses what it must reach.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean' }, row: { type: 'string' } },
});
if (options.row !== undefined) await measureHere(options.row);
else reportAll();

async function measureHere(name: string): Promise<void> {
  const file = (await import(`./rows/${name}`)) as RowFile;
  process.stdout.write(JSON.stringify(await file.rows()));
}

function reportAll(): void {
  const names = readdirSync(new URL('rows/', import.meta.url)).filter((name) => name.includes(options.only ?? ''));
  if (names.length === 0) throw new Error(`No file of rows has "${options.only}" in its name.`);
  const rows = names.flatMap((name) => {
    process.stderr.write(`${name}\n`);
    return measureElsewhere(name);
  });
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (options.only !== undefined) process.stdout.write(reportPage(rows));
  else {
    const file = new URL('../../docs/benchmarks.md', import.meta.url);
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, `${reportPage(rows)}${otherSections(file)}`);
    process.stderr.write('Wrote docs/benchmarks.md.\n');
  }
  const missed = rows.filter((row) => row.must !== null && verdictOf(row) === 'missed');
  for (const { name, peer } of missed) process.stderr.write(`Missed: ${name}${peer === null ? '' : ` (${peer})`}\n`);
  if (missed.length > 0) process.exitCode = 1;
}

/** What others wrote below: `npm run bench:visual`. */
function otherSections(file: URL): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const begin = text.indexOf('\n## Visual tests\n');
  return begin < 0 ? '' : text.slice(begin);
}

function measureElsewhere(name: string): readonly Row[] {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--row', name], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as readonly Row[];
}
