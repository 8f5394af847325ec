import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

export const box = defineComponent({
  type: 'Box',
  summary: 'A plain element to style, or a landmark.',
  category: 'layout',
  props: {
    as: prop.shape(['div', 'section', 'article', 'aside', 'main', 'nav', 'header', 'footer', 'span'], {
      about: 'What it means; "div" when left out.',
    }),
  },
  slots: { default: {} },
  styles: { base: '.ui-box { min-inline-size: 0; }' },
  examples: [{ id: 'plain', slots: { default: ['Anything'] } }],
  emit: ({ as }, out) => out.root(as.value ?? 'div', { class: 'ui-box' }, () => out.slot('default')),
});
