import { textSizes, tones, weights } from './axes.ts';
import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

const lineCounts = [1, 2, 3, 4, 5, 6] as const;

export const text = defineComponent({
  type: 'Text',
  summary: 'A paragraph or a piece of text.',
  category: 'typography',
  props: {
    text: prop.text({ required: true }),
    as: prop.shape(['p', 'span', 'small', 'strong', 'em'], { about: 'What it means; "p" when left out.' }),
    size: prop.axis(textSizes),
    tone: prop.axis(tones),
    weight: prop.axis(weights),
    lines: prop.choice(lineCounts, { about: 'Cuts the text after so many lines.' }),
  },
  slots: {
    'inline:*': {
      description: 'Stands around words that the message marks up: "inline:terms" around {#terms}…{/terms}.',
      provide: { words: { type: 'string' } },
    },
  },
  accessibleName: { prop: 'text', required: true },
  styles: {
    base: `
      .ui-text { margin: 0; text-wrap: pretty; overflow-wrap: break-word; }
      small.ui-text:not([data-size]) { font-size: var(--ui-font-size-sm); }
      strong.ui-text:not([data-weight]) { font-weight: var(--ui-font-weight-semibold); }
      .ui-text[data-lines] { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
      ${lineCounts.map((n) => `.ui-text[data-lines="${n}"] { -webkit-line-clamp: ${n}; line-clamp: ${n}; }`).join('\n')}
    `,
    axes: {
      size: {
        default: 'md',
        values: Object.fromEntries(textSizes.map((size) => [size, `font-size: var(--ui-font-size-${size})`])),
      },
      tone: {
        default: 'neutral',
        values: Object.fromEntries(
          tones.map((tone) => [tone, tone === 'neutral' ? '' : `color: var(--ui-color-${tone}-fg)`]),
        ),
      },
      weight: {
        default: 'regular',
        values: Object.fromEntries(weights.map((weight) => [weight, `font-weight: var(--ui-font-weight-${weight})`])),
      },
    },
  },
  examples: [
    { id: 'plain', props: { text: 'The quick brown fox.' } },
    { id: 'small', props: { text: 'Saved a minute ago', as: 'small', tone: 'success' } },
  ],
  emit: ({ text, as, lines }, out, { slots }) =>
    out.root(as.value ?? 'p', { class: 'ui-text', 'data-lines': lines }, () => {
      const parts = slots.length > 0 ? out.messageParts('text') : null;
      if (parts) writeParts(out, parts, slots);
      else out.text(text);
    }),
});

/** Marked words go where their slot shows them; without one they stand as they are. */
function writeParts(out: Out, parts: Input, slots: readonly string[]): void {
  out.each(parts, { as: 'part', index: 'at' }, (part) => {
    const words = out.compute('part.words', { part });
    const cases = slots.map((slot) => [slot, () => out.slot(slot, { words })] as const);
    out.match(out.compute("'inline:' + (part.markup ?? '')", { part }), Object.fromEntries(cases), () =>
      out.text(words),
    );
  });
}
