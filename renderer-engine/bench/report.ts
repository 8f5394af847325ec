import { cpus, release, totalmem, type } from 'node:os';

/** One line of the result. `ratio` is value by peer; less than 1 is faster than the peer. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'count';
  readonly peer: string | null;
  readonly ratio: number | null;
}

/** The page `docs/benchmarks.md`. */
export function reportPage(rows: readonly Row[], versions: Readonly<Record<string, string>>): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
  return `# Benchmarks

Written by \`npm run bench\`. All contestants run turn by turn in one process; figures are medians. Before anything is
measured, the HTML of all three is parsed and must be equal.

- Machine: ${machine}
- ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}

| What | Value | Compared with | Ratio |
|---|---:|---|---:|
${rows.map(line).join('\n')}

The page is a table of 100 orders with a badge and a button in each row. The engine's figure includes checking the data
against its schema and removing what is not declared; the others take the data as it comes. React is its production
build, \`renderToString\`, one component per part. By hand is one function that concatenates strings and escapes.
Compiling starts from text, with warm code and without the cache; the document has 500 nodes.
`;
}

const line = ({ name, value, unit, peer, ratio }: Row): string =>
  `| ${name} | ${formatted(value, unit)} | ${peer ?? ''} | ${ratio === null ? '' : `${ratio.toFixed(2)} ×`} |`;

function formatted(value: number, unit: Row['unit']): string {
  if (unit === 'ms') return `${value.toFixed(3)} ms`;
  return unit === 'bytes' ? `${Math.round(value / 1024).toLocaleString('en')} KB` : value.toLocaleString('en');
}
