import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

/** Types that take the focus by themselves; around anything else the tooltip does, so that the keyboard reaches it. */
const focusable = new Set(
  'Button Link Menu TextInput TextArea NumberInput Select RadioGroup Checkbox Switch DateInput Tabs Accordion'.split(
    ' ',
  ),
);

export const tooltip = defineComponent({
  type: 'Tooltip',
  summary: 'A few words about something, shown while it is pointed at or has the focus.',
  category: 'overlay',
  props: {
    text: prop.text({ required: true, about: 'More about it; never its name.' }),
    placement: prop.axis(['top', 'bottom', 'start', 'end']),
  },
  slots: { default: { description: 'What it is about.', required: true } },
  accessibleName: { required: false },
  parts: ['text'],
  styles: {
    base: `
      .ui-tooltip { position: relative; display: inline-block; inline-size: fit-content; max-inline-size: 100%; border-radius: var(--ui-radius-xs); }
      .ui-tooltip__text { position: absolute; z-index: var(--ui-z-overlay); inline-size: max-content; max-inline-size: min(18rem, 80vw); padding: var(--ui-space-1) var(--ui-space-2); border-radius: var(--ui-radius-sm); background: var(--ui-color-surface-inverse); color: var(--ui-color-text-inverse); font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-regular); line-height: 1.4; text-align: start; visibility: hidden; opacity: 0; transition: opacity var(--ui-motion-fast), visibility var(--ui-motion-fast); overflow-wrap: anywhere; }
      .ui-tooltip__text::before { content: ""; position: absolute; inset: -0.5rem; z-index: -1; }
      .ui-tooltip:is(:hover, :focus-within) > .ui-tooltip__text { visibility: visible; opacity: 1; }
      .ui-tooltip[data-closed] > .ui-tooltip__text { visibility: hidden; opacity: 0; }
      @media (forced-colors: active) { .ui-tooltip__text { border: 1px solid CanvasText; } }
      @media print { .ui-tooltip__text { display: none; } }
    `,
    axes: {
      placement: {
        default: 'top',
        values: {
          top: '> .ui-tooltip__text { inset-block-end: calc(100% + 0.375rem); inset-inline-start: 50%; translate: -50% 0; } &:dir(rtl) > .ui-tooltip__text { translate: 50% 0; }',
          bottom:
            '> .ui-tooltip__text { inset-block-start: calc(100% + 0.375rem); inset-inline-start: 50%; translate: -50% 0; } &:dir(rtl) > .ui-tooltip__text { translate: 50% 0; }',
          start:
            '> .ui-tooltip__text { inset-inline-end: calc(100% + 0.375rem); inset-block-start: 50%; translate: 0 -50%; }',
          end: '> .ui-tooltip__text { inset-inline-start: calc(100% + 0.375rem); inset-block-start: 50%; translate: 0 -50%; }',
        },
      },
    },
  },
  examples: [
    {
      id: 'button',
      props: { text: 'Sends the invoice again by e-mail.' },
      slots: { default: [{ id: 'again', type: 'Button', props: { text: 'Send again', variant: 'outline' } }] },
    },
    { id: 'words', props: { text: 'Before taxes', placement: 'bottom' }, slots: { default: ['Net total'] } },
  ],
  emit({ text }, out, { typesIn }) {
    const own = out.id('tip');
    const types = typesIn('default');
    const reachable = types.some((type) => focusable.has(type));
    // Escape hides it until it is pointed at again: the runtime sets "data-closed" where it finds "data-ui-tooltip".
    const attributes = { class: 'ui-tooltip', tabindex: reachable ? null : '0', 'data-ui-tooltip': true };
    const described = { 'aria-describedby': own };
    // Described is what takes the focus: the thing itself, or else this frame around it.
    out.root('span', reachable ? attributes : { ...attributes, ...described }, () => {
      out.slot('default', {}, reachable ? described : undefined);
      out.element('span', { id: own, class: 'ui-tooltip__text', role: 'tooltip' }, () => out.text(text));
    });
  },
});
