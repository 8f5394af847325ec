import { createRequire } from 'node:module';
import { cpus, totalmem, type } from 'node:os';
import { findings } from './findings.ts';
import { type Row, verdictOf } from './row.ts';

const measuredWith = [
  'react',
  'preact',
  'preact-render-to-string',
  'vue',
  '@vue/server-renderer',
  '@marcbachmann/cel-js',
  'jsonata',
];

/** The page `docs/benchmarks.md`. */
export function reportPage(rows: readonly Row[]): string {
  return `# Benchmarks

Written by \`npm run bench\`; \`-- --only NAME\` runs a part of it, \`-- --json\` prints the rows. Each group runs in a process
of its own. What is compared runs turn by turn in one process; figures are the time the thread was on a processor, of all
rounds the one at the lowest quarter. Before anything is measured, the HTML of all peers is parsed and must be equal, and
so must the values of expressions.

- Machine: ${machine()}
- ${versions()}

| What | Value | Compared with | Ratio | Must | Aim | Reached |
|---|---:|---|---:|---:|---:|---|
${rows.map(line).join('\n')}

${findings}`;
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`;
}

function versions(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) =>
    (require(`../../node_modules/${name}/package.json`) as { version: string }).version;
  const own = [`Node ${process.versions.node}`, `V8 ${process.versions.v8}`];
  return [...own, ...measuredWith.map((name) => `${name} ${versionOf(name)}`)].join(', ');
}

const words = { aim: 'aim', must: 'must', missed: '**missed**' } as const;

function line(row: Row): string {
  const { name, value, unit, peer, ratio, must, aim } = row;
  const goal = (most: number | null) => (most === null ? '' : `≤ ${peer === null ? written(most, unit) : times(most)}`);
  const verdict = verdictOf(row);
  const cells = [name, written(value, unit), peer ?? '', ratio === null ? '' : times(ratio), goal(must), goal(aim)];
  return `| ${[...cells, verdict === null ? '' : words[verdict]].join(' | ')} |`;
}

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

function written(value: number, unit: Row['unit']): string {
  if (unit === 'count') return value.toLocaleString('en');
  if (unit !== 'bytes') return `${value.toFixed(value < 10 ? 3 : 1)} ${unit}`;
  return value >= 2 ** 20 ? `${(value / 2 ** 20).toFixed(1)} MB` : `${(value / 1024).toFixed(0)} KB`;
}
