import { readdirSync } from 'node:fs';
import type { Drill } from './drill.ts';

/**
 * `npm run drills [names…]`: carries out the named drills, or all, one after the other. Each is a file `*.drill.ts` beside
 * this one that exports `drill`. 0 when all held, 1 when one did not, 2 when a name is unknown.
 */
const drills = await Promise.all(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.drill.ts'))
    .sort()
    .map(async (file) => ((await import(`./${file}`)) as { readonly drill: Drill }).drill),
);
const names = process.argv.slice(2);
const unknown = names.filter((name) => !drills.some((drill) => drill.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no drill ${unknown.join(', ')}. There are: ${drills.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(2);
}

let failed = 0;
for (const { name, rows, run } of drills.filter((drill) => names.length === 0 || names.includes(drill.name))) {
  const begin = performance.now();
  process.stdout.write(`${name} (${rows.join(', ')})\n`);
  try {
    await run((line) => process.stdout.write(`  ${line}\n`));
    process.stdout.write(`  held, ${Math.round((performance.now() - begin) / 1_000)} s\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`  FAILED: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
process.exit(failed > 0 ? 1 : 0);
