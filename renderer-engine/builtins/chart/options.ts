import type { Json, JsonObject } from '../../document/types.ts';

export const chartKinds = ['bar', 'line', 'area', 'pie', 'scatter', 'spark'] as const;
export type ChartKind = (typeof chartKinds)[number];
export const axisTypes = ['category', 'number', 'date'] as const;

/** One dimension of the data: a field, and how it is read and written. */
export interface Dimension {
  /** Null: the item itself, or its position. */
  readonly field: string | null;
  readonly label: string | null;
  readonly type: (typeof axisTypes)[number] | null;
  /** `currency:EUR` (language.md 3.3). */
  readonly format: string | null;
}

/** What an author asked for, read from the arguments of the built-in. */
export interface ChartOptions {
  readonly kind: ChartKind;
  readonly title: string;
  /** DOM id of the visible title. */
  readonly titleId: string | null;
  readonly x: Dimension;
  readonly y: Dimension;
  readonly series: string | null;
  readonly stack: boolean;
  /** Of the plot, in pixels. */
  readonly height: number;
  readonly legend: 'top' | 'bottom' | 'none';
  readonly table: boolean;
  /** "Show as a table". */
  readonly tableWord: string;
}

export function chartOptions(args: JsonObject): ChartOptions {
  const kind = chartKinds.find((one) => one === args['kind']) ?? 'bar';
  const own = dimension(args['y']);
  const legend = args['legend'];
  return {
    kind,
    title: text(args['title']) ?? '',
    titleId: text(args['titleId']),
    x: dimension(args['x']),
    y: { ...own, format: own.format ?? text(args['format']) },
    series: text(args['series']),
    stack: args['stack'] === true,
    height: clamp(typeof args['height'] === 'number' ? args['height'] : kind === 'spark' ? 40 : 260, 24, 1000),
    legend: legend === 'none' || legend === 'bottom' ? legend : 'top',
    table: args['table'] === true || (args['table'] !== false && kind !== 'spark'),
    tableWord: text(args['tableWord']) ?? '',
  };
}

/** `"amount"`, or `{ field, label, type, format }`. */
function dimension(value: Json | undefined): Dimension {
  const given = typeof value === 'string' ? { field: value } : isMap(value) ? value : {};
  return {
    field: text(given['field']),
    label: text(given['label']),
    type: axisTypes.find((one) => one === given['type']) ?? null,
    format: text(given['format']),
  };
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
