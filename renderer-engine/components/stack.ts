import type { Json } from '../document/types.ts';
import type { Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive } from './responsive.ts';

export const stack = defineComponent({
  type: 'Stack',
  summary: 'Puts its children below or beside each other with even gaps.',
  category: 'layout',
  props: {
    direction: prop.choice(['column', 'row'], { responsive: true, about: 'Which way the children run.' }),
    gap: prop.space({ about: 'Space between the children.' }),
    align: prop.choice(['start', 'center', 'end', 'stretch', 'baseline'], { about: 'Across the direction.' }),
    justify: prop.choice(['start', 'center', 'end', 'between'], { about: 'Along the direction.' }),
    wrap: prop.flag({ about: 'Lets children move to a new line.' }),
    divider: prop.flag({ about: 'Draws a line between the children.' }),
  },
  slots: { default: {} },
  styles: {
    base: `
      .ui-stack { display: flex; flex-direction: column; gap: var(--ui-space-4); min-inline-size: 0; }
      .ui-stack > * { min-inline-size: 0; }
      .ui-stack[data-direction="row"] { flex-direction: row; }
      .ui-stack[data-wrap] { flex-wrap: wrap; }
      .ui-stack[data-align="start"] { align-items: flex-start; }
      .ui-stack[data-align="center"] { align-items: center; }
      .ui-stack[data-align="end"] { align-items: flex-end; }
      .ui-stack[data-align="stretch"] { align-items: stretch; }
      .ui-stack[data-align="baseline"] { align-items: baseline; }
      .ui-stack[data-justify="start"] { justify-content: flex-start; }
      .ui-stack[data-justify="center"] { justify-content: center; }
      .ui-stack[data-justify="end"] { justify-content: flex-end; }
      .ui-stack[data-justify="between"] { justify-content: space-between; }
      .ui-stack[data-divider] > * + * { border: 0 solid var(--ui-color-border-subtle); border-block-start-width: 1px; padding-block-start: var(--ui-space-4); }
      .ui-stack[data-divider][data-direction="row"] > * + * { border-block-start-width: 0; padding-block-start: 0; border-inline-start-width: 1px; padding-inline-start: var(--ui-space-4); }
    `,
  },
  examples: [
    {
      id: 'column',
      slots: {
        default: [
          { id: 'a', type: 'Text', props: { text: 'One' } },
          { id: 'b', type: 'Text', props: { text: 'Two' } },
        ],
      },
    },
    {
      id: 'row',
      props: { direction: { base: 'column', md: 'row' }, gap: '{space.2}', divider: true },
      slots: {
        default: [
          { id: 'a', type: 'Text', props: { text: 'One' } },
          { id: 'b', type: 'Text', props: { text: 'Two' } },
        ],
      },
    },
    {
      id: 'bar',
      props: { direction: 'row', justify: 'between', align: 'center', wrap: true },
      slots: {
        default: [
          { id: 'a', type: 'Heading', props: { text: 'Orders', level: 3 } },
          { id: 'b', type: 'Button', props: { text: 'New order' } },
        ],
      },
    },
  ],
  emit({ direction, gap, align, justify, wrap, divider }, out) {
    const way = responsive(out, 'direction', direction);
    if (divider.constant && divider.value && direction.constant)
      drawLines(out, direction.value, gap.constant && gap.value !== undefined ? gap.value : null);
    responsive(out, 'gap', gap);
    out.root(
      'div',
      {
        class: 'ui-stack',
        'data-align': align,
        'data-direction': way,
        'data-divider': divider,
        'data-justify': justify,
        'data-wrap': wrap,
      },
      () => out.slot('default'),
    );
  },
});

/**
 * Lines stand in the middle of the gap, and follow a direction that changes with the width: above in a column, beside
 * in a row.
 */
function drawLines(out: Out, direction: Json, gap: Json): void {
  if (typeof direction !== 'object' || direction === null) {
    if (gap !== null) out.style({ [direction === 'row' ? 'roomBeside' : 'roomAbove']: gap });
    return;
  }
  const when = (way: string, value: Json) =>
    Object.fromEntries(Object.entries(direction).map(([step, own]) => [step, own === way ? value : '0px']));
  const room = typeof gap === 'string' ? gap : '1rem';
  out.style({
    lineAbove: when('column', '1px'),
    roomAbove: when('column', room),
    lineBeside: when('row', '1px'),
    roomBeside: when('row', room),
  });
}
