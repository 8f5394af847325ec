import { cpus, loadavg, totalmem, type } from 'node:os';
import { findings } from './findings.ts';
import { isReached, type Row, ratioOf } from './row.ts';

/** The section "Production server" of `docs/benchmarks.md`. */
export const section = (rows: readonly Row[]): string => `## Production server

Written by \`npm run bench:server\`; \`-- --only NAME\` runs a part of it, \`-- --json\` prints the rows. Servers run in
processes of their own on the first core, whoever asks them on the second. Limits, logs and metrics of ours are on. What is
compared is asked in turns, five times three seconds each, and the median of them counts.

- Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}, with a load of ${loadavg()[0]!.toFixed(1)} when it was written
- Node ${process.versions.node}

| What | Value | Compared with | Ratio | Must | Reached | |
|---|---:|---|---:|---:|---|---|
${rows.map(line).join('\n')}

${findings}`;

function line(row: Row): string {
  const { name, value, unit, peer, must, note } = row;
  const ratio = ratioOf(row);
  const reached = isReached(row);
  const cells = [
    name,
    written(value, unit),
    peer === null ? '' : `${peer[0]}, ${written(peer[1], unit)}`,
    ratio === null ? '' : times(ratio),
    must && `${must[0]} ${ratio === null ? written(must[1], unit) : times(must[1])}`,
    reached === null ? '' : reached ? 'yes' : '**missed**',
    note,
  ];
  return `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
}

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

function written(value: number, unit: Row['unit']): string {
  if (unit === 'count') return value.toLocaleString('en');
  if (unit === 'share') return `${Number((value * 100).toFixed(2))} %`;
  if (unit === 'per second') return `${Math.round(value).toLocaleString('en')} per second`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
}
