import { controlSizes, toneAxis, tones } from './axes.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

export const badge = defineComponent({
  type: 'Badge',
  summary: 'A short label for a state or a count.',
  category: 'data',
  props: {
    text: prop.text({ required: true }),
    tone: prop.axis(tones),
    variant: prop.axis(['soft', 'solid', 'outline']),
    size: prop.axis(controlSizes),
  },
  slots: { icon: { description: 'Before the text.', max: 1 } },
  accessibleName: { prop: 'text', required: true },
  styles: {
    base: `
      .ui-badge { display: inline-flex; align-items: center; gap: var(--ui-space-1); inline-size: fit-content; max-inline-size: 100%; vertical-align: baseline; padding: var(--_pad); border: 1px solid transparent; border-radius: var(--ui-badge-radius); font-weight: var(--ui-font-weight-medium); line-height: 1.3; white-space: nowrap; }
      .ui-badge__text { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
      @media (forced-colors: active) { .ui-badge { border-color: CanvasText; } }
    `,
    axes: {
      tone: toneAxis('neutral'),
      variant: {
        default: 'soft',
        values: {
          soft: 'background: var(--_soft); border-color: var(--_soft-hover); color: var(--_fg)',
          solid: 'background: var(--_solid); color: var(--_on-solid)',
          outline: 'border-color: var(--_border); color: var(--_fg)',
        },
      },
      size: {
        default: 'md',
        values: {
          sm: '--_pad: 0 var(--ui-space-1); font-size: var(--ui-font-size-xs)',
          md: '--_pad: 0.0625rem var(--ui-space-2); font-size: var(--ui-font-size-sm)',
          lg: '--_pad: 0.1875rem var(--ui-space-3); font-size: var(--ui-font-size-md)',
        },
      },
    },
    tokens: { radius: '{radius.full}' },
  },
  examples: [
    { id: 'soft', props: { text: 'Draft' } },
    { id: 'solid', props: { text: 'Live', tone: 'success', variant: 'solid' } },
  ],
  emit: ({ text }, out, { slots }) =>
    out.root('span', { class: 'ui-badge' }, () => {
      if (slots.includes('icon')) out.slot('icon');
      out.element('span', { class: 'ui-badge__text' }, () => out.text(text));
    }),
});
