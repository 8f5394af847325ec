import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive, styled } from './responsive.ts';

const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

export const grid = defineComponent({
  type: 'Grid',
  summary: 'Puts its children into equal columns.',
  category: 'layout',
  props: {
    columns: prop.choice([...counts, 'auto'], {
      responsive: true,
      about: 'Number of columns; "auto" fits as many as minColumn allows.',
    }),
    minColumn: prop.length({ about: 'Narrowest column of an automatic grid.' }),
    gap: prop.space({ about: 'Space between the cells.' }),
    rows: prop.choice(['auto', 'equal'], { about: 'Makes all rows as tall as the tallest.' }),
  },
  slots: { default: {} },
  styles: {
    base: `
      .ui-grid { display: grid; gap: var(--ui-space-4); grid-template-columns: repeat(auto-fit, minmax(min(var(--_min, 16rem), 100%), 1fr)); min-inline-size: 0; }
      .ui-grid > * { min-inline-size: 0; }
      .ui-grid[data-rows="equal"] { grid-auto-rows: 1fr; }
      ${counts.map((n) => `.ui-grid[data-columns="${n}"] { grid-template-columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
    `,
  },
  examples: [
    {
      id: 'auto',
      slots: {
        default: [
          { id: 'a', type: 'Card', children: ['One'] },
          { id: 'b', type: 'Card', children: ['Two'] },
        ],
      },
    },
    {
      id: 'responsive',
      props: { columns: { base: 1, md: 3 }, gap: '{space.6}' },
      slots: {
        default: [
          { id: 'a', type: 'Card', children: ['One'] },
          { id: 'b', type: 'Card', children: ['Two'] },
        ],
      },
    },
    {
      id: 'equal',
      props: { minColumn: '8rem', rows: 'equal' },
      slots: {
        default: [
          { id: 'a', type: 'Card', children: ['A few words that need more than one line in a narrow column.'] },
          { id: 'b', type: 'Card', children: ['As tall as the other'] },
          { id: 'c', type: 'Card', children: ['And in the next row too'] },
        ],
      },
    },
  ],
  emit({ columns, minColumn, gap, rows }, out) {
    const count = responsive(out, 'columns', columns);
    styled(out, 'minColumn', minColumn);
    responsive(out, 'gap', gap);
    out.root('div', { class: 'ui-grid', 'data-columns': count, 'data-rows': rows }, () => out.slot('default'));
  },
});
