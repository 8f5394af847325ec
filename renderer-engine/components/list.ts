import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive } from './responsive.ts';

const counts = [1, 2, 3, 4, 5, 6] as const;

export const list = defineComponent({
  type: 'List',
  summary: 'The same thing for every item of a list.',
  category: 'data',
  props: {
    items: prop.list(true, { required: true }),
    key: prop.name('text', { required: true, scope: { '': ['item', 'index'] }, about: 'What tells items apart.' }),
    as: prop.shape(['ul', 'ol'], { about: '"ol" when the order matters; "ul" when left out.' }),
    divided: prop.axis(['none', 'lines'], { about: 'What stands between the items.' }),
    columns: prop.choice(counts, { responsive: true, about: 'Number of columns; 1 when left out.' }),
  },
  slots: {
    item: {
      description: 'One item.',
      required: true,
      provide: { item: 'items[]', index: { type: 'integer' } },
    },
    empty: { description: 'Instead of items, when there are none.' },
  },
  accessibleName: { required: false },
  styles: {
    base: `
      .ui-list { display: grid; grid-template-columns: minmax(0, 1fr); margin: 0; padding: 0; list-style: none; min-inline-size: 0; }
      .ui-list > li { min-inline-size: 0; overflow-wrap: anywhere; }
      ol.ui-list { counter-reset: ui-list; }
      ol.ui-list > li:not(.ui-list__empty) { display: grid; grid-template-columns: minmax(1.5em, max-content) minmax(0, 1fr); column-gap: var(--ui-space-2); counter-increment: ui-list; }
      ol.ui-list > li:not(.ui-list__empty)::before { content: counter(ui-list) "."; grid-row: 1 / 99; color: var(--ui-color-text-muted); font-variant-numeric: tabular-nums; text-align: end; }
      .ui-list > .ui-list__empty { grid-column: 1 / -1; padding-block: var(--ui-space-6); text-align: center; color: var(--ui-color-text-muted); }
      ${counts.map((n) => `.ui-list[data-columns="${n}"] { grid-template-columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
    `,
    axes: {
      divided: {
        default: 'none',
        values: {
          none: 'gap: var(--ui-space-3) var(--ui-space-6)',
          lines:
            'column-gap: var(--ui-space-6); & > li { padding-block: var(--ui-space-3); border-block-end: 1px solid var(--ui-color-border-subtle); } & > li:last-child { border-block-end-color: transparent; }',
        },
      },
    },
  },
  examples: [
    {
      id: 'lines',
      title: 'Lines between the items',
      props: {
        items: [
          { id: 'm', name: 'Mina Okafor', role: 'Design' },
          { id: 'j', name: 'Jonas Weber', role: 'Engineering' },
          { id: 'a', name: 'Aïcha Diallo', role: 'Support' },
        ],
        key: '${item.id}',
        divided: 'lines',
      },
      slots: {
        item: [
          {
            id: 'person',
            type: 'Stack',
            props: { direction: 'row', justify: 'between', align: 'center', gap: '{space.3}' },
            children: [
              { id: 'name', type: 'Text', props: { text: '${item.name}', weight: 'medium' } },
              { id: 'role', type: 'Badge', props: { text: '${item.role}' } },
            ],
          },
        ],
      },
    },
    {
      id: 'steps',
      title: 'In order',
      props: { items: ['Count the stock', 'Order what is missing', 'Tell the shop'], key: '${item}', as: 'ol' },
      slots: { item: ['${item}'] },
    },
    {
      id: 'empty',
      title: 'Nothing there',
      props: { items: [], key: '${item.id}' },
      slots: { item: ['${item.name}'], empty: ['No deliveries today.'] },
    },
  ],
  emit({ items, key, as, columns }, out, { slots }) {
    const count = responsive(out, 'columns', columns);
    // Without bullets, some screen readers take a list for none unless it says so.
    out.root(as.value ?? 'ul', { class: 'ui-list', role: 'list', 'data-columns': count }, () =>
      out.each(
        items,
        { as: 'item', index: 'index', key: key.constant ? key.value : null },
        (item, index) => out.element('li', {}, () => out.slot('item', { item, index })),
        () => {
          if (slots.includes('empty')) out.element('li', { class: 'ui-list__empty' }, () => out.slot('empty'));
        },
      ),
    );
  },
});
