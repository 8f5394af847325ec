import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

const barHeights = [45, 70, 55, 90, 65, 80];
const chartBars = barHeights
  .map((height, at) => {
    const paint = 'linear-gradient(var(--ui-color-neutral-soft-hover) 0 0)';
    return `${paint} ${(at * 100) / (barHeights.length - 1)}% 100% / 12% ${height}% no-repeat`;
  })
  .join(', ');

export const skeleton = defineComponent({
  type: 'Skeleton',
  summary: 'Holds the place of something that is still loading.',
  category: 'feedback',
  props: {
    shape: prop.axis(['text', 'card', 'table', 'chart', 'avatar']),
    lines: prop.integer(1, 20, { about: 'Lines of text or rows of a table; three when left out.' }),
  },
  accessibleName: { required: false },
  parts: ['line'],
  styles: {
    base: `
      .ui-skeleton { display: flex; flex-direction: column; gap: var(--_gap, var(--ui-space-3)); inline-size: 100%; block-size: var(--_block, auto); min-inline-size: 0; border-radius: var(--_round, var(--ui-radius-sm)); background: var(--_fill, none); }
      .ui-skeleton__line, .ui-skeleton:empty::before { content: ""; display: block; min-block-size: var(--_line, 0.75rem); border-radius: var(--ui-radius-sm); background: var(--ui-color-neutral-soft-hover); }
      .ui-skeleton__line:last-child:not(:first-child) { inline-size: var(--_rest, 100%); }
      .ui-skeleton:empty::before { flex: 1; }
      @keyframes ui-skeleton { 50% { opacity: 0.55; } }
      .ui-skeleton { animation: ui-skeleton 1.8s ease-in-out infinite; }
      @media (prefers-reduced-motion: reduce) { .ui-skeleton { animation: none; } }
      @media (forced-colors: active) { .ui-skeleton__line, .ui-skeleton:empty::before { border: 1px solid CanvasText; } }
    `,
    axes: {
      shape: {
        default: 'text',
        values: {
          text: '--_rest: 60%; &:empty { --_block: 3.75rem; } &:empty::before { background: repeating-linear-gradient(var(--ui-color-neutral-soft-hover) 0 0.75rem, transparent 0.75rem 1.5rem); }',
          card: '&:empty { --_block: 9rem; } --_round: var(--ui-radius-card);',
          table:
            '--_line: 2.25rem; --_gap: var(--ui-space-1); &:empty { --_block: 12rem; } &:empty::before { background: repeating-linear-gradient(var(--ui-color-neutral-soft-hover) 0 2.25rem, transparent 2.25rem 2.5rem); }',
          chart: `&:empty { --_block: 16rem; } &:empty::before { background: ${chartBars}; }`,
          avatar: '--_block: 2.5rem; inline-size: 2.5rem; &:empty::before { border-radius: 50%; }',
        },
      },
    },
  },
  examples: [
    { id: 'text', props: { lines: 3 } },
    { id: 'chart', props: { shape: 'chart' } },
    { id: 'table', props: { shape: 'table', lines: 4 } },
    { id: 'card', props: { shape: 'card' } },
    { id: 'avatar', props: { shape: 'avatar' } },
  ],
  emit({ lines }, out) {
    // What waits says so by "aria-busy"; the shapes say nothing.
    out.root('div', { class: 'ui-skeleton' }, () => {
      if (!isSet(lines)) return;
      out.each(out.compute('range(0, clamp(lines, 1, 20))', { lines }), { as: 'line', index: 'at' }, () =>
        out.element('span', { class: 'ui-skeleton__line' }),
      );
    });
  },
});
