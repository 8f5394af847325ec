import type { JsonObject } from '../../document/types.ts';
import { numberFormatOf } from '../../expressions/functions/intl.ts';
import type { Env } from '../../expressions/index.ts';
import type { Builtin, Markup } from '../builtin.ts';
import { drawGrid, drawLegend, drawPlaceAxis, drawTable, drawValueAxis } from './frame.ts';
import { geometryOf } from './geometry.ts';
import { placeTexts, tickTexts, valueText } from './labels.ts';
import { type Drawing, drawBars, drawLines, drawScatter } from './marks.ts';
import { type ChartModel, chartModel, mostPoints } from './model.ts';
import { type ChartOptions, chartOptions } from './options.ts';
import { drawPie } from './pie.ts';

/**
 * `["call", "chart", { kind, title, data, x, y, … }]`: a chart as SVG, its legend, and its numbers as a table. Colors
 * are classes and variables, so the bytes are the same under every theme.
 */
export const chart: Builtin = (args: JsonObject, to, { env, report }) => {
  const all = Array.isArray(args['data']) ? args['data'] : [];
  if (all.length > mostPoints)
    report('UI9001', { limit: 'the number of points of a chart', value: all.length, most: mostPoints });
  const data = all.slice(0, mostPoints);
  env.steps += data.length * 2;
  const options = chartOptions(args);
  const model = chartModel(data, options);
  const draw = options.kind === 'pie' ? drawRing : options.kind === 'spark' ? drawSpark : drawPlot;
  draw(model, options, env, to);
  if (options.table) tableOf(model, options, env, to);
};

const labelOf = ({ title, titleId }: ChartOptions) =>
  titleId === null ? { 'aria-label': title } : { 'aria-labelledby': titleId };

function drawPlot(model: ChartModel, options: ChartOptions, env: Env, to: Markup): void {
  const geometry = geometryOf(model, options, env.dir === 'rtl');
  const words = placeTexts(model, env);
  const tip = (place: number, series: number): string => {
    const name = model.series[series]!.name;
    const value = valueText(model.series[series]!.values[place] ?? null, options.y.format, env);
    return `${words[place]}${name === '' ? '' : ` · ${name}`}: ${value}`;
  };
  const drawing: Drawing = { model, geometry, options, tip, to };
  const legend = () => {
    if (model.series.length > 1)
      drawLegend(
        model.series.map(({ name }) => name),
        null,
        to,
      );
  };
  if (options.legend === 'top') legend();
  to.element('div', { class: 'ui-chart__frame' }, () => {
    drawValueAxis(geometry, tickTexts(geometry.ticks, options.y.format, env), options.height, to);
    const plot = { class: 'ui-chart__plot', width: '100%', height: options.height, role: 'img', ...labelOf(options) };
    to.element('svg', plot, () => {
      drawGrid(geometry, to);
      if (options.kind === 'bar') drawBars(drawing);
      else if (options.kind === 'scatter') drawScatter(drawing);
      else drawLines(drawing);
    });
    if (geometry.numbers)
      drawPlaceAxis(geometry.numbers.at, tickTexts(geometry.numbers.values, options.x.format, env), to);
    else drawPlaceAxis(geometry.x, words, to);
  });
  if (options.legend === 'bottom') legend();
}

function drawSpark(model: ChartModel, options: ChartOptions, env: Env, to: Markup): void {
  const geometry = geometryOf(model, options, env.dir === 'rtl');
  const plot = { class: 'ui-chart__plot', width: '100%', height: options.height, role: 'img', ...labelOf(options) };
  to.element('svg', plot, () => drawLines({ model, geometry, options, tip: () => '', to }));
}

/** Each place is a slice; several series of one place are one. */
function drawRing(model: ChartModel, options: ChartOptions, env: Env, to: Markup): void {
  const words = placeTexts(model, env);
  const values = model.places.map((_, at) =>
    model.series.reduce((sum, { values }) => sum + Math.max(0, values[at] ?? 0), 0),
  );
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = numberFormatOf(env.locale, { style: 'percent', maximumFractionDigits: 0 });
  const details = values.map((value) => {
    const shown = valueText(value, options.y.format, env);
    return total > 0 ? `${shown} (${share.format(value / total)})` : shown;
  });
  const slices = values.map((value, at) => ({ value, tip: `${words[at]}: ${details[at]}` }));
  to.element('div', { class: 'ui-chart__ring', 'data-legend': options.legend === 'bottom' ? 'bottom' : null }, () => {
    drawPie(slices, options.height, labelOf(options), to);
    if (options.legend !== 'none') drawLegend(words, details, to);
  });
}

function tableOf(model: ChartModel, options: ChartOptions, env: Env, to: Markup): void {
  const words = placeTexts(model, env);
  const one = options.y.label ?? options.y.field ?? options.title;
  const head = [options.x.label ?? options.x.field ?? '#', ...model.series.map(({ name }) => name || one)];
  const rows = model.places.map((_, at) => [
    words[at]!,
    ...model.series.map(({ values }) => valueText(values[at] ?? null, options.y.format, env)),
  ]);
  drawTable(options.tableWord, options.titleId, head, rows, to);
}
