import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { isSet, whenSet } from './responsive.ts';

export const divider = defineComponent({
  type: 'Divider',
  summary: 'A line between things, with a word on it if need be.',
  category: 'layout',
  props: {
    orientation: prop.axis(['horizontal', 'vertical']),
    label: prop.text({ about: 'A word or two in the middle of the line.' }),
  },
  accessibleName: { prop: 'label', required: false },
  styles: {
    base: `
      .ui-divider { margin: 0; border: 0; color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
      .ui-divider::before, .ui-divider::after { content: ""; flex: 1; background: var(--ui-color-border-default); }
      .ui-divider__label { flex: none; max-inline-size: 80%; }
      @media (forced-colors: active) { .ui-divider::before, .ui-divider::after { background: CanvasText; } }
    `,
    axes: {
      orientation: {
        default: 'horizontal',
        values: {
          horizontal:
            'display: flex; align-items: center; inline-size: 100%; &::before, &::after { block-size: 1px; } &:has(> .ui-divider__label) { gap: var(--ui-space-3); }',
          vertical:
            'display: inline-flex; flex-direction: column; align-items: center; align-self: stretch; min-block-size: 1.25em; &::before, &::after { inline-size: 1px; } &:has(> .ui-divider__label) { gap: var(--ui-space-2); }',
        },
      },
    },
  },
  examples: [
    { id: 'plain', title: 'A line' },
    { id: 'label', title: 'With a word', props: { label: 'or' } },
    {
      id: 'vertical',
      title: 'Between things in a row',
      props: { orientation: 'vertical' },
    },
  ],
  emit({ orientation, label }, out) {
    const turned = out.compute("orientation == 'vertical' ? 'vertical' : null", { orientation });
    const separator = { class: 'ui-divider', role: 'separator', 'aria-orientation': turned };
    if (!isSet(label)) out.root('div', separator);
    else
      out.root('div', { ...separator, 'aria-label': label }, () =>
        whenSet(out, label, () =>
          out.element('span', { class: 'ui-divider__label', 'aria-hidden': 'true' }, () => out.text(label)),
        ),
      );
  },
});
