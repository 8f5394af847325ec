import { textSizes } from './axes.ts';
import { defineComponent } from './define-component.ts';
import { iconNames, iconPath, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

const sizes = { xs: '0.75rem', sm: '1rem', md: '1.25rem', lg: '1.5rem', xl: '2rem', '2xl': '3rem' } as const;

export const icon = defineComponent({
  type: 'Icon',
  summary: 'A small drawing that says a word at a glance.',
  category: 'media',
  props: {
    name: prop.icon(iconNames, { required: true }),
    size: prop.axis(textSizes),
    label: prop.text({ about: 'What it says, for those who cannot see it.' }),
    decorative: prop.flag({ about: 'Says nothing that words beside it do not, so screen readers skip it.' }),
  },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [iconStyles],
    base: `.ui-icon[data-size] { vertical-align: middle; } .ui-icon[data-size="md"] { font-size: ${sizes.md}; }`,
    axes: {
      size: {
        // Icons inside other components have no size of their own: they are as large as the words beside them.
        default: 'md',
        values: { ...Object.fromEntries(textSizes.map((size) => [size, `font-size: ${sizes[size]}`])), md: '' },
      },
    },
  },
  examples: [
    { id: 'labelled', title: 'On its own, with a name', props: { name: 'truck', label: 'Shipped', size: 'lg' } },
    { id: 'decorative', title: 'Beside words', props: { name: 'sparkles', decorative: true } },
    { id: 'large', title: 'Large', props: { name: 'package-open', decorative: true, size: '2xl' } },
  ],
  emit({ name, label, decorative }, out) {
    const isNamed = out.compute('label != null && decorative != true', { label, decorative });
    const shown = isSet(label) ? isNamed : ({ constant: true, value: false } as const);
    out.root(
      'svg',
      {
        class: 'ui-icon',
        role: out.compute("shown ? 'img' : null", { shown }),
        viewBox: '0 0 24 24',
        'aria-hidden': out.compute("shown ? null : 'true'", { shown }),
        'aria-label': out.compute('shown ? label : null', { shown, label }),
      },
      () => iconPath(out, name),
    );
  },
});
