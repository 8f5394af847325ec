import { textSizes } from './axes.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

const sizeOf = { 1: '2xl', 2: 'xl', 3: 'lg', 4: 'md', 5: 'sm', 6: 'xs' } as const;

export const heading = defineComponent({
  type: 'Heading',
  summary: 'A title; its level is its rank on the page, its size only its look.',
  category: 'typography',
  props: {
    text: prop.text({ required: true }),
    level: prop.shape([1, 2, 3, 4, 5, 6], { required: true, about: 'Rank on the page; one level 1 per page.' }),
    size: prop.axis(textSizes),
  },
  accessibleName: { prop: 'text', required: true },
  styles: {
    base: `
      .ui-heading { margin: 0; font-family: var(--ui-font-heading); font-weight: var(--ui-font-weight-semibold); line-height: var(--ui-font-line-tight); letter-spacing: var(--ui-font-tracking-tight); color: var(--ui-color-text-default); text-wrap: balance; overflow-wrap: anywhere; }
      ${Object.entries(sizeOf)
        .map(
          ([level, size]) =>
            `h${level}.ui-heading:not([data-size]) { font-size: var(--ui-font-heading-size-${size}); }`,
        )
        .join('\n')}
    `,
    axes: {
      size: {
        default: 'md',
        values: Object.fromEntries(textSizes.map((size) => [size, `font-size: var(--ui-font-heading-size-${size})`])),
      },
    },
  },
  examples: [
    { id: 'page', props: { text: 'Orders', level: 1 } },
    { id: 'small', props: { text: 'Details', level: 2, size: 'sm' } },
  ],
  emit: ({ text, level }, out) => out.root(`h${level.value ?? 2}`, { class: 'ui-heading' }, () => out.text(text)),
});
