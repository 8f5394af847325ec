import { area, line } from 'd3-shape';
import type { Markup } from '../builtin.ts';
import { colorOf, type Geometry, percent, round } from './geometry.ts';
import type { ChartModel } from './model.ts';
import type { ChartOptions } from './options.ts';

/** What drawing the values needs. `tip` says a value in words, for the pointer that rests on it. */
export interface Drawing {
  readonly model: ChartModel;
  readonly geometry: Geometry;
  readonly options: ChartOptions;
  readonly tip: (place: number, series: number) => string;
  readonly to: Markup;
}

/** Beyond so many values they are too small to be pointed at. */
const mostTips = 400;

/** Bars beside each other, or on each other: what is below zero grows downwards. */
export function drawBars({ model: { places, series }, geometry, options, tip, to }: Drawing): void {
  const { x, band, y } = geometry;
  const width = band * (places.length > 40 ? 0.9 : 0.72);
  const each = options.stack ? width : width / Math.max(1, series.length);
  const tips = places.length * series.length <= mostTips;
  for (let at = 0; at < places.length; at++) {
    let [up, down] = [0, 0];
    for (const [index, { values }] of series.entries()) {
      const value = values[at] ?? null;
      if (value === null) continue;
      const from = !options.stack ? 0 : value < 0 ? down : up;
      if (value < 0) down += value;
      else up += value;
      const [a, b] = [y(from), y(from + value)];
      const order = geometry.rtl ? series.length - 1 - index : index;
      const left = x[at]! - width / 2 + (options.stack ? 0 : order * each);
      const gap = !options.stack && series.length > 1 ? each * 0.08 : 0;
      const bar = {
        x: percent(left + gap),
        y: percent(Math.min(a, b)),
        width: percent(each - 2 * gap),
        height: percent(Math.abs(a - b)),
        'data-series': colorOf(index),
      };
      to.element('rect', bar, tips ? () => to.element('title', {}, () => to.text(tip(at, index))) : undefined);
    }
  }
}

/** Lines, with the area below them if asked for. A gap in the values is a gap in the line. */
export function drawLines(drawing: Drawing): void {
  const { model, geometry, options, to } = drawing;
  const { x, y } = geometry;
  const stacked = options.stack && options.kind === 'area';
  const bases = model.places.map(() => 0);
  const floor = options.kind === 'spark' ? 100 : y(0);
  box(to, () => {
    for (const [index, { values }] of model.series.entries()) {
      const points = values.map((value, at) => {
        const base = stacked ? bases[at]! : 0;
        const top = stacked ? base + (value ?? 0) : value;
        if (stacked) bases[at] = top ?? base;
        return { x: x[at]!, low: stacked ? y(base) : floor, top: top === null ? null : y(top) };
      });
      const isThere = (point: (typeof points)[number]) => point.top !== null;
      if (options.kind !== 'line') {
        const shape = area<(typeof points)[number]>(
          (p) => p.x,
          (p) => p.low,
          (p) => p.top ?? 0,
        )
          .defined(isThere)
          .digits(2);
        drawPath(to, shape(points), 'ui-chart__area', index, stacked);
      }
      const shape = line<(typeof points)[number]>(
        (p) => p.x,
        (p) => p.top ?? 0,
      )
        .defined(isThere)
        .digits(2);
      drawPath(to, shape(points), 'ui-chart__line', index, false);
    }
  });
  if (!stacked && options.kind !== 'spark') drawDots(drawing, model.places.length <= 31);
}

function drawPath(to: Markup, d: string | null, name: string, series: number, solid: boolean): void {
  if (!d) return;
  const path = { class: name, d, 'data-series': colorOf(series), 'data-solid': solid || null };
  to.element('path', path);
}

/** Stretches with the plot; lines in it keep their width by CSS. */
function box(to: Markup, body: () => void): void {
  const stretch = { viewBox: '0 0 100 100', preserveaspectratio: 'none', width: '100%', height: '100%' };
  to.element('svg', { class: 'ui-chart__box', ...stretch }, body);
}

/** Dots on a line: all of them, or only those no line leads to. */
function drawDots({ model: { series, places }, geometry: { x, y }, tip, to }: Drawing, all: boolean): void {
  const tips = places.length * series.length <= mostTips;
  for (const [index, { values }] of series.entries()) {
    for (const [at, value] of values.entries()) {
      if (value === null) continue;
      const alone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
      if (!all && !alone) continue;
      const dot = { cx: percent(x[at]!), cy: percent(y(value)), r: 3, 'data-series': colorOf(index) };
      to.element('circle', dot, tips ? () => to.element('title', {}, () => to.text(tip(at, index))) : undefined);
    }
  }
}

/** A dot for every value. */
export function drawScatter({ model: { series, places }, geometry: { x, y }, tip, to }: Drawing): void {
  const tips = places.length * series.length <= mostTips;
  for (const [index, { values }] of series.entries()) {
    for (const [at, value] of values.entries()) {
      if (value === null) continue;
      const dot = { class: 'ui-chart__dot', cx: percent(x[at]!), cy: percent(y(value)), r: round(4) };
      const own = { ...dot, 'data-series': colorOf(index) };
      to.element('circle', own, tips ? () => to.element('title', {}, () => to.text(tip(at, index))) : undefined);
    }
  }
}
