import { tones } from './axes.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { isSet, whenSet } from './responsive.ts';

export const progress = defineComponent({
  type: 'Progress',
  summary: 'How far something is; without a value, that it is going on.',
  category: 'data',
  props: {
    value: prop.number({ about: 'What is done; leave it out while nobody knows.' }),
    max: prop.number({ about: 'What all of it is; 100 when left out.' }),
    label: prop.text({ required: true }),
    tone: prop.axis(tones),
  },
  accessibleName: { prop: 'label', required: true },
  styles: {
    base: `
      .ui-progress { display: flex; flex-direction: column; gap: var(--ui-space-2); min-inline-size: 0; inline-size: 100%; }
      .ui-progress__words { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 var(--ui-space-3); font-size: var(--ui-font-size-sm); }
      .ui-progress__label { font-weight: var(--ui-font-weight-medium); overflow-wrap: anywhere; min-inline-size: 0; }
      .ui-progress__value { color: var(--ui-color-text-muted); font-variant-numeric: tabular-nums; }
      .ui-progress__bar { appearance: none; display: block; inline-size: 100%; block-size: 0.5rem; border: 0; border-radius: var(--ui-radius-full); background: var(--ui-color-neutral-soft-hover); overflow: hidden; }
      .ui-progress__bar::-webkit-progress-bar { background: var(--ui-color-neutral-soft-hover); border-radius: inherit; }
      .ui-progress__bar::-webkit-progress-value { background: var(--_fill); border-radius: inherit; transition: inline-size var(--ui-motion-fast); }
      .ui-progress__bar::-moz-progress-bar { background: var(--_fill); border-radius: inherit; }
      .ui-progress__bar:indeterminate { background: linear-gradient(90deg, transparent 0 35%, var(--_fill) 35% 65%, transparent 65%) 0 / 300% 100% var(--ui-color-neutral-soft-hover); animation: ui-progress-run 1.6s linear infinite; }
      .ui-progress__bar:indeterminate::-webkit-progress-bar { background: transparent; }
      .ui-progress__bar:indeterminate::-moz-progress-bar { background: transparent; }
      @keyframes ui-progress-run { from { background-position: 100% 0; } to { background-position: 0 0; } }
      @media (forced-colors: active) { .ui-progress__bar { border: 1px solid CanvasText; } .ui-progress__bar::-webkit-progress-value { background: Highlight; } .ui-progress__bar::-moz-progress-bar { background: Highlight; } }
    `,
    axes: {
      tone: {
        default: 'accent',
        values: Object.fromEntries(tones.map((tone) => [tone, `--_fill: var(--ui-color-${tone}-fg)`])),
      },
    },
  },
  examples: [
    { id: 'known', title: 'So far', props: { label: 'Photos uploaded', value: 18, max: 24 } },
    { id: 'done', title: 'Done', props: { label: 'Import', value: 100, tone: 'success' } },
    { id: 'unknown', title: 'Nobody knows how long', props: { label: 'Waiting for the bank' } },
  ],
  emit({ value, max, label }, out) {
    const most = out.compute('max != null && max > 0 ? max : 100', { max });
    const done = out.compute('clamp(value, 0, most)', { value, most });
    const name = out.id('label');
    out.root('div', { class: 'ui-progress' }, () => {
      out.element('div', { class: 'ui-progress__words' }, () => {
        out.element('span', { class: 'ui-progress__label', id: name }, () => out.text(label));
        whenSet(out, value, () =>
          out.element('span', { class: 'ui-progress__value' }, () =>
            out.text(out.compute('percent(done / most)', { done, most })),
          ),
        );
      });
      out.element('progress', {
        class: 'ui-progress__bar',
        max: isSet(value) ? most : null,
        value: isSet(value) ? done : null,
        'aria-labelledby': name,
      });
    });
  },
});
