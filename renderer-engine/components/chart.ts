import { axisTypes, chartKinds } from '../builtins/chart/options.ts';
import type { JsonObject } from '../document/types.ts';
import { chartExamples } from './chart-examples.ts';
import { chartStyles } from './chart-styles.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

const axis = (about: string) =>
  prop.oneOf(
    [
      { type: 'string', minLength: 1 },
      {
        type: 'object',
        required: ['field'],
        additionalProperties: false,
        properties: {
          field: { type: 'string', minLength: 1 },
          label: { type: 'string', 'x-ui': { translatable: true } },
          type: { enum: [...axisTypes] },
          format: { type: 'string' },
        },
      } satisfies JsonObject,
    ],
    { about },
  );

export const chart = defineComponent({
  type: 'Chart',
  summary: 'Numbers as a picture, with the numbers themselves below it.',
  category: 'data',
  props: {
    kind: prop.shape(chartKinds, { required: true }),
    title: prop.text({ required: true }),
    data: prop.list(true, { required: true, about: 'Rows; or numbers alone.' }),
    x: axis('Field along the chart: its name, or { field, label, type }.'),
    y: axis('Field that is drawn: its name, or { field, label, format }.'),
    series: prop.name('text', { about: 'Field that parts the rows into series, each with its color.' }),
    stack: prop.flag({ about: 'Puts series on each other.' }),
    height: prop.integer(24, 1000, { about: 'Height of the plot in pixels.' }),
    legend: prop.choice(['top', 'bottom', 'none'], { about: 'Where the names of the series stand.' }),
    format: prop.name('text', { about: 'How values are written, e.g. "currency:EUR".' }),
    table: prop.flag({ about: 'Offers the numbers as a table; on when left out, but for "spark".' }),
  },
  slots: { empty: { description: 'Instead of the chart, when there is no data.' } },
  accessibleName: { prop: 'title', required: true },
  styles: chartStyles,
  examples: chartExamples,
  emit({ kind, title, data, x, y, series, stack, height, legend, format, table }, out, { slots }) {
    const titleId = out.id('title');
    const quiet = kind.value === 'spark' ? ' ui-visually-hidden' : '';
    out.root('figure', { class: 'ui-chart' }, () => {
      out.element('figcaption', { class: `ui-chart__title${quiet}`, id: titleId }, () => out.text(title));
      const tableWord = out.words('chart.table');
      const draw = () =>
        out.call('chart', {
          kind,
          title,
          titleId,
          data,
          x,
          y,
          series,
          stack,
          height,
          legend,
          format,
          table,
          tableWord,
        });
      if (!slots.includes('empty')) draw();
      else
        out.if(out.compute('size(data) > 0', { data }), draw, () =>
          out.element('div', { class: 'ui-chart__empty' }, () => out.slot('empty')),
        );
    });
  },
});
