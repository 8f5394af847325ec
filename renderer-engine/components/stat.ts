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
    spark: prop.list({ type: 'number', minimum: 0 }, { about: 'Recent values, drawn as bars.' }),
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
      .ui-stat__spark { inline-size: 100%; block-size: 2rem; margin-block-start: var(--ui-space-1); fill: var(--ui-color-accent-fg); opacity: 0.6; }
      .ui-stat__footer { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
    `,
    axes: {
      tone: {
        default: 'neutral',
        values: Object.fromEntries(
          tones.map((tone) => [
            tone,
            tone === 'neutral'
              ? '--_figure: var(--ui-color-text-default); --_delta: var(--ui-color-text-muted)'
              : `--_figure: var(--ui-color-${tone}-fg); --_delta: var(--ui-color-${tone}-fg)`,
          ]),
        ),
      },
    },
  },
  examples: [
    { id: 'plain', props: { label: 'Open orders', value: '128' } },
    { id: 'trend', props: { label: 'Revenue', value: '€4,200', delta: '+12 %', trend: 'up', spark: [3, 5, 4, 8] } },
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
      if (isSet(spark)) out.if(out.compute('size(spark) > 0', { spark }), () => bars(out, spark));
      if (slots.includes('footer')) out.element('div', { class: 'ui-stat__footer' }, () => out.slot('footer'));
    });
  },
});

/** Bars in a box of 100 × 24, each as high as its share of the largest. */
function bars(out: Out, spark: Input): void {
  const size = { viewBox: '0 0 100 24', preserveaspectratio: 'none', 'aria-hidden': 'true' };
  out.element('svg', { class: 'ui-stat__spark', ...size }, () =>
    out.each(spark, { as: 'n', index: 'at' }, (n, at) => {
      const height = out.compute('round(max(1, coalesce(n / max(max(spark), 1), 0) * 24), 2)', { n, spark });
      out.element('rect', {
        x: out.compute('round(at * 100 / max(size(spark), 12), 2)', { at, spark }),
        y: out.compute('round(24 - height, 2)', { height }),
        width: out.compute('round(75 / max(size(spark), 12), 2)', { spark }),
        height,
      });
    }),
  );
}
