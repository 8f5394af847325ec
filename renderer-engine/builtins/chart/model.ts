import type { Json, JsonObject } from '../../document/types.ts';
import type { ChartOptions, Dimension } from './options.ts';

/** The data of a chart: places along x, and for each series a value or a gap at every place. */
export interface ChartModel {
  readonly places: readonly Place[];
  readonly series: readonly Series[];
  /** How places stand: evenly, or by their own value. */
  readonly spread: 'even' | 'number' | 'date';
}

export interface Place {
  readonly raw: string | number;
  /** Number, or milliseconds of a date; the position in an even spread. */
  readonly at: number;
}

export interface Series {
  /** Empty when there is only one and nobody named it. */
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Beyond this nobody can tell points apart, and a page would be too long. */
export const mostPoints = 5_000;

/** Reads rows (maps, or plain numbers). What is no finite number is a gap; the same place twice is added up. */
export function chartModel(data: readonly Json[], options: ChartOptions): ChartModel {
  const rows = data.map((row, index) => ({
    x: xOf(row, index, options.x),
    y: numberOf(fieldOf(row, options.y.field)),
    series: options.series === null ? '' : asName(fieldOf(row, options.series)),
  }));
  const spread = spreadOf(
    rows.map(({ x }) => x),
    options,
  );
  const places = placesOf(
    rows.map(({ x }) => x),
    spread,
  );
  const index = new Map(places.map(({ raw }, at) => [raw, at]));
  const bySeries = new Map<string, (number | null)[]>();
  for (const { x, y, series } of rows) {
    const at = index.get(x);
    if (at === undefined) continue;
    const values = bySeries.get(series) ?? new Array<number | null>(places.length).fill(null);
    bySeries.set(series, values);
    if (y !== null) values[at] = (values[at] ?? 0) + y;
  }
  return { places, series: [...bySeries].map(([name, values]) => ({ name, values })), spread };
}

function xOf(row: Json, index: number, x: Dimension): string | number {
  if (x.field === null) return index + 1;
  const value = fieldOf(row, x.field);
  return typeof value === 'number' || typeof value === 'string' ? value : asName(value);
}

function fieldOf(row: Json, field: string | null): Json {
  if (field === null) return row;
  const isMap = typeof row === 'object' && row !== null && !Array.isArray(row);
  return isMap && Object.hasOwn(row, field) ? ((row as JsonObject)[field] ?? null) : null;
}

/** Beyond these sizes differences of doubles are no numbers any more; nobody measures anything so large or small. */
function numberOf(value: Json): number | null {
  if (typeof value !== 'number' || !(Math.abs(value) < 1e100)) return null;
  return Math.abs(value) < 1e-100 ? 0 : value;
}

const asName = (value: Json): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '—';

const isDate = (value: string | number): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) && !Number.isNaN(Date.parse(value));

/** Bars and slices stand side by side; lines and dots where their value is, if it is one. */
function spreadOf(xs: readonly (string | number)[], { kind, x }: ChartOptions): ChartModel['spread'] {
  if (kind === 'bar' || kind === 'pie' || kind === 'spark' || x.type === 'category' || xs.length === 0) return 'even';
  if (x.type !== 'number' && xs.every(isDate)) return 'date';
  return x.type !== 'date' && xs.every((value) => typeof value === 'number' && numberOf(value) === value)
    ? 'number'
    : 'even';
}

function placesOf(xs: readonly (string | number)[], spread: ChartModel['spread']): readonly Place[] {
  const distinct = [...new Set(xs)];
  if (spread === 'even') return distinct.map((raw, at) => ({ raw, at }));
  const at = (raw: string | number) => (spread === 'number' ? Number(raw) : Date.parse(String(raw)));
  return distinct.map((raw) => ({ raw, at: at(raw) })).sort((a, b) => a.at - b.at);
}
