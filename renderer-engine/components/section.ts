import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { isSet, whenSet } from './responsive.ts';

export const section = defineComponent({
  type: 'Section',
  summary: 'A part of a page under its own heading.',
  category: 'layout',
  props: {
    heading: prop.text({ about: 'Names the section.' }),
    level: prop.shape([2, 3, 4, 5, 6], { about: 'Rank of the heading; 2 when left out.' }),
    description: prop.text({ about: 'A sentence below the heading.' }),
    divider: prop.flag({ about: 'Draws a line below the heading.' }),
  },
  slots: { actions: { description: 'Beside the heading.' }, default: {} },
  accessibleName: { prop: 'heading', required: false },
  styles: {
    base: `
      .ui-section { display: flex; flex-direction: column; gap: var(--ui-space-4); min-inline-size: 0; }
      .ui-section__header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--ui-space-2) var(--ui-space-4); }
      .ui-section__titles { min-inline-size: 0; flex: 1 1 16rem; }
      .ui-section__heading { margin: 0; font: var(--ui-font-weight-semibold) var(--ui-font-size-lg) / var(--ui-font-line-tight) var(--ui-font-heading); letter-spacing: var(--ui-font-tracking-tight); }
      .ui-section__description { margin: var(--ui-space-1) 0 0; color: var(--ui-color-text-muted); }
      .ui-section__actions { display: flex; flex-wrap: wrap; gap: var(--ui-space-2); }
      .ui-section__body { display: flex; flex-direction: column; gap: var(--ui-space-4); min-inline-size: 0; }
      .ui-section__body > * { min-inline-size: 0; }
      .ui-section[data-divider] > .ui-section__header { border-block-end: 1px solid var(--ui-color-border-subtle); padding-block-end: var(--ui-space-3); }
    `,
  },
  examples: [
    { id: 'heading', props: { heading: 'Revenue', description: 'Last 14 days' }, slots: { default: ['Body'] } },
    {
      id: 'actions',
      props: { heading: 'Team', level: 3, divider: true },
      slots: { actions: [{ id: 'add', type: 'Button', props: { text: 'Invite' } }], default: ['Body'] },
    },
  ],
  emit({ heading, level, description, divider }, out, { slots }) {
    const title = isSet(heading) ? out.id('heading') : null;
    const hasActions = slots.includes('actions');
    out.root('section', { class: 'ui-section', 'data-divider': divider, 'aria-labelledby': title }, () => {
      if (title || isSet(description) || hasActions)
        out.element('div', { class: 'ui-section__header' }, () => {
          out.element('div', { class: 'ui-section__titles' }, () => {
            if (title)
              out.element(`h${level.value ?? 2}`, { id: title, class: 'ui-section__heading' }, () => out.text(heading));
            whenSet(out, description, () =>
              out.element('p', { class: 'ui-section__description' }, () => out.text(description)),
            );
          });
          if (hasActions) out.element('div', { class: 'ui-section__actions' }, () => out.slot('actions'));
        });
      out.element('div', { class: 'ui-section__body' }, () => out.slot('default'));
    });
  },
});
