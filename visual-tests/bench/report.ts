import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { findings } from './findings.ts';
import { isReached, type Row } from './row.ts';

/** The section "Visual tests" of `docs/benchmarks.md`. */
export const section = (rows: readonly Row[]): string => `## Visual tests

Written by \`npm run bench:visual\`; \`-- --only NAME\` runs a part of it, \`-- --json\` prints the rows. In the figures of
trust (false differences, mutations) nothing is kept, skipped or tried again, and no bytes are held against each other.

- Machine: ${machine()}, with a load of ${loadavg()[0]!.toFixed(1)} when it was written
- ${versions()}

| What | Value | Compared with | Faster | Must | Reached | |
|---|---:|---|---:|---:|---|---|
${rows.map(line).join('\n')}

${findings}`;

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`;
}

function versions(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) =>
    `${name} ${(require(`../../node_modules/${name}/package.json`) as { version: string }).version}`;
  return [`Node ${process.versions.node}`, ...['playwright-core', 'pixelmatch', 'sharp', 'pngjs'].map(versionOf)].join(
    ', ',
  );
}

function line(row: Row): string {
  const { name, value, unit, peer, ratio, must, note } = row;
  const reached = isReached(row);
  const goal =
    must && `${must.is === 'at least' ? '≥' : '≤'} ${ratio === null ? written(must.than, unit) : times(must.than)}`;
  const verdict = reached === null ? '' : reached ? 'yes' : '**missed**';
  const cells = [
    name,
    written(value, unit),
    peer ?? '',
    ratio === null ? '' : times(ratio),
    goal ?? '',
    verdict,
    note ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const times = (ratio: number): string => `${ratio.toFixed(1)} ×`;

function written(value: number, unit: Row['unit']): string {
  if (unit === 'count') return value.toLocaleString('en');
  if (unit === 'share') return `${Number((value * 100).toFixed(2))} %`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
}
