import { scaleLinear } from 'd3-scale';
import type { ChartModel } from './model.ts';
import type { ChartOptions } from './options.ts';

/**
 * Places in a box of 100 × 100, y from the top. The plot stretches to the width it gets, so nothing in it is measured in
 * pixels, and words in it keep their size.
 */
export interface Geometry {
  /** Middle of each place. */
  readonly x: readonly number[];
  /** Width of one place in an even spread. */
  readonly band: number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  /** Round numbers along the chart and where they are, when places stand by their value; else null. */
  readonly numbers: { readonly values: readonly number[]; readonly at: readonly number[] } | null;
  readonly rtl: boolean;
}

export function geometryOf(model: ChartModel, options: ChartOptions, rtl: boolean): Geometry {
  const { places, spread } = model;
  const band = 100 / Math.max(1, places.length);
  const [low, high] = extentOf(model, options);
  const scale = scaleLinear([low, high], [100, 0]);
  if (options.kind !== 'spark') scale.nice(5);
  const [first, last] = [places[0]?.at ?? 0, places.at(-1)?.at ?? 0];
  const wide = isWide(first, last);
  const measure = scaleLinear([first, last], wide ? [4, 96] : [50, 50]);
  if (spread === 'number' && wide) measure.nice(6);
  const along =
    options.kind === 'spark'
      ? (at: number) => (places.length < 2 ? 50 : (at / (places.length - 1)) * 100)
      : spread === 'even'
        ? (at: number) => (at + 0.5) * band
        : (at: number) => measure(at);
  const turned = (at: number) => (rtl ? 100 - along(at) : along(at));
  const values = spread === 'number' ? (wide ? measure.ticks(6) : [first]) : [];
  return {
    x: places.map(({ at }) => turned(at)),
    band,
    y: (value) => scale(value),
    ticks: scale.ticks(5),
    numbers: spread === 'number' ? { values, at: values.map(turned) } : null,
    rtl,
  };
}

/** Lowest and highest value shown. Bars and areas start at zero; lines only when zero is near. */
function extentOf(model: ChartModel, { kind, stack }: ChartOptions): readonly [number, number] {
  const isStacked = stack && (kind === 'bar' || kind === 'area');
  const values = isStacked ? stackEnds(model) : model.series.flatMap(({ values }) => values.filter(isNumber));
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const fromZero = kind === 'bar' || kind === 'area' || (kind !== 'spark' && low >= 0 && low < high / 2);
  const [bottom, top] = fromZero ? [Math.min(0, low), Math.max(0, high)] : [low, high];
  // So close together that the steps between them could not be told apart.
  if (isWide(bottom, top)) return [bottom, top];
  return bottom === 0 ? [0, 1] : [bottom - Math.abs(bottom) / 2, top + Math.abs(top) / 2];
}

function stackEnds({ places, series }: ChartModel): readonly number[] {
  return places.flatMap((_, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    const sum = (sign: 1 | -1) => values.reduce((total, value) => (value * sign > 0 ? total + value : total), 0);
    return [sum(1), sum(-1)];
  });
}

const isWide = (low: number, high: number): boolean => high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9;

const isNumber = (value: number | null): value is number => value !== null;

/** Rounded to 2 decimals, never `-0` (language.md 9.4). */
export const round = (value: number): number => Math.round(value * 100) / 100 + 0;
export const percent = (value: number): string => `${round(value)}%`;

/** Colors repeat after the eighth. */
export const colorOf = (series: number): number => (series % 8) + 1;
