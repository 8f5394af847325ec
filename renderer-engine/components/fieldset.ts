import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive, whenSet } from './responsive.ts';

export const fieldset = defineComponent({
  type: 'Fieldset',
  summary: 'Inputs that belong together, under one legend.',
  category: 'forms',
  props: {
    legend: prop.text({ required: true, about: 'Names the group; read before each of its labels.' }),
    description: prop.text({ about: 'A sentence below the legend.' }),
    columns: prop.choice([1, 2, 3, 4], { responsive: true, about: 'Columns of its inputs.' }),
  },
  slots: { default: { description: 'Inputs.' } },
  accessibleName: { prop: 'legend', required: true },
  styles: {
    base: `
      .ui-fieldset { --_columns: initial; min-inline-size: 0; margin: 0; padding: 0; border: 0; }
      .ui-fieldset__legend { padding: 0; font-weight: var(--ui-font-weight-semibold); color: var(--ui-color-text-default); }
      .ui-fieldset__description { margin: var(--ui-space-1) 0 0; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); }
      .ui-fieldset__fields { display: grid; gap: var(--ui-space-4); grid-template-columns: var(--_columns, minmax(0, 1fr)); margin-block-start: var(--ui-space-3); }
      .ui-fieldset__fields > .ui-button { justify-self: start; }
      ${[2, 3, 4].map((n) => `.ui-fieldset[data-columns="${n}"] { --_columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
    `,
  },
  examples: [
    {
      id: 'address',
      props: { legend: 'Delivery address', description: 'Where the parcel goes.', columns: { base: 1, md: 2 } },
      slots: { default: ['Inputs stand here.'] },
    },
    { id: 'plain', props: { legend: 'Contact' }, slots: { default: ['Inputs stand here.'] } },
  ],
  emit({ legend, description, columns }, out) {
    const count = responsive(out, 'formColumns', columns);
    const described = description.constant && description.value === null ? null : out.id('description');
    out.root('fieldset', { class: 'ui-fieldset', 'data-columns': count, 'aria-describedby': described }, () => {
      out.element('legend', { class: 'ui-fieldset__legend' }, () => out.text(legend));
      whenSet(out, description, () =>
        out.element('p', { id: out.id('description'), class: 'ui-fieldset__description' }, () => out.text(description)),
      );
      out.element('div', { class: 'ui-fieldset__fields' }, () => out.slot('default'));
    });
  },
});
