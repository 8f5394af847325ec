/** Labels and a value. */
export type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Writes figures in the text format of Prometheus 0.0.4. */
export interface Exposition {
  counter(name: string, help: string, ...samples: readonly Sample[]): void;
  gauge(name: string, help: string, ...samples: readonly Sample[]): void;
  /** `buckets`: counts, not added up, one more than `bounds`. */
  histogram(name: string, help: string, ...samples: readonly HistogramSample[]): void;
  text(): string;
}

export interface HistogramSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly bounds: readonly number[];
  readonly buckets: readonly number[];
  readonly sum: number;
}

/** Every name begins with `prefix`. */
export function newExposition(prefix: string): Exposition {
  const lines: string[] = [];
  const head = (name: string, type: string, help: string): void =>
    void lines.push(`# HELP ${prefix}${name} ${help}`, `# TYPE ${prefix}${name} ${type}`);
  const write = (name: string, [labels, value]: Sample): void =>
    void lines.push(`${prefix}${name}${labelled(labels)} ${numeral(value)}`);
  const family =
    (type: string) =>
    (name: string, help: string, ...samples: readonly Sample[]): void => {
      if (samples.length === 0) return;
      head(name, type, help);
      for (const sample of samples) write(name, sample);
    };
  return {
    counter: family('counter'),
    gauge: family('gauge'),
    histogram(name, help, ...samples) {
      head(name, 'histogram', help);
      for (const { labels, bounds, buckets, sum } of samples) {
        let below = 0;
        for (const [at, count] of buckets.entries()) {
          below += count;
          const le = at < bounds.length ? numeral(bounds[at]!) : '+Inf';
          write(`${name}_bucket`, [{ ...labels, le }, below]);
        }
        write(`${name}_sum`, [labels, sum]);
        write(`${name}_count`, [labels, below]);
      }
    },
    text: () => `${lines.join('\n')}\n`,
  };
}

function labelled(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return entries.length === 0 ? '' : `{${entries.join(',')}}`;
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** Without the noise of binary fractions. */
const numeral = (value: number): string => String(Number(value.toPrecision(12)));
