import { tones } from './axes.ts';
import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

export const stat = defineComponent({
  type: 'Stat',
  summary: 'A figure with its name, and how it changed.',
  category: 'data',
  props: {
    label: prop.text({ required: true }),
    value: prop.text({ required: true }),
    unit: prop.text(),
    delta: prop.text({ about: 'How much it changed, e.g. "+12 %".' }),
    trend: prop.choice(['up', 'down', 'flat'], { about: 'Which way it changed.' }),
    tone: prop.axis(tones),
    spark: prop.list({ type: 'number' }, { about: 'Recent values, drawn as a line.' }),
  },
  slots: { footer: { description: 'Below the figure.' } },
  styles: {
    shared: [iconStyles],
    base: `
      .ui-stat { display: flex; flex-direction: column; gap: var(--ui-space-1); min-inline-size: 0; }
      .ui-stat__label { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
      .ui-stat__row { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--ui-space-1) var(--ui-space-2); }
      .ui-stat__value { color: var(--_figure); font-family: var(--ui-font-heading); font-size: var(--ui-font-heading-size-2xl); font-weight: var(--ui-font-weight-semibold); letter-spacing: var(--ui-font-tracking-tight); line-height: 1.15; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      .ui-stat__unit { color: var(--ui-color-text-muted); }
      .ui-stat__delta { display: inline-flex; align-items: center; gap: 0.125rem; font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); color: var(--_delta); }
      .ui-stat__spark { margin-block-start: var(--ui-space-2); }
      .ui-stat__spark svg { display: block; overflow: visible; }
      .ui-stat__spark .ui-chart__line { fill: none; stroke: var(--_spark); stroke-width: 2px; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
      .ui-stat__spark .ui-chart__area { fill: var(--_spark); fill-opacity: 0.12; }
      .ui-stat__footer { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
    `,
    axes: {
      tone: {
        default: 'neutral',
        values: Object.fromEntries(
          tones.map((tone) => [
            tone,
            tone === 'neutral'
              ? '--_figure: var(--ui-color-text-default); --_delta: var(--ui-color-text-muted); --_spark: var(--ui-color-accent-fg)'
              : ['figure', 'delta', 'spark'].map((part) => `--_${part}: var(--ui-color-${tone}-fg)`).join('; '),
          ]),
        ),
      },
    },
  },
  examples: [
    {
      id: 'trend',
      title: 'With its way over the last days',
      props: {
        label: 'Revenue',
        value: '€4,200',
        delta: '+12 %',
        trend: 'up',
        tone: 'success',
        spark: [31, 28, 34, 30, 36, 33, 38, 37, 42],
      },
    },
    {
      id: 'parts',
      title: 'Unit and footer',
      props: { label: 'Returns', value: '3.2', unit: '%', delta: '−0.4', trend: 'down' },
      slots: { footer: ['Of 1,204 orders in 30 days'] },
    },
    { id: 'plain', title: 'Alone', props: { label: 'Open orders', value: '128' } },
  ],
  emit({ label, value, unit, delta, trend, spark }, out, { slots }) {
    out.root('div', { class: 'ui-stat' }, () => {
      out.element('div', { class: 'ui-stat__label' }, () => out.text(label));
      out.element('div', { class: 'ui-stat__row' }, () => {
        out.element('span', { class: 'ui-stat__value' }, () => out.text(value));
        if (isSet(unit)) out.element('span', { class: 'ui-stat__unit' }, () => out.text(unit));
        if (isSet(delta) || isSet(trend))
          out.element('span', { class: 'ui-stat__delta', 'data-trend': trend }, () => {
            out.match(trend, {
              up: () => icon(out, 'arrow-up'),
              down: () => icon(out, 'arrow-down'),
              flat: () => icon(out, 'minus'),
            });
            out.text(delta);
          });
      });
      if (isSet(spark)) out.if(out.compute('size(spark) > 0', { spark }), () => sparkLine(out, spark, label));
      if (slots.includes('footer')) out.element('div', { class: 'ui-stat__footer' }, () => out.slot('footer'));
    });
  },
});

/** The line of Chart, without a name of its own: it says nothing that the figure does not. */
function sparkLine(out: Out, data: Input, title: Input): void {
  const fixed = { kind: 'spark', height: 32, table: false };
  const constants = Object.entries(fixed).map(([name, value]) => [name, { constant: true, value }] as const);
  out.element('div', { class: 'ui-stat__spark', 'aria-hidden': 'true' }, () =>
    out.call('chart', { ...Object.fromEntries(constants), data, title }),
  );
}
