import type { Node, NodeObject, PageDocument } from '../document/types.ts';
import type { ContrastPair } from '../themes/contrast-pairs.ts';
import { contrastPairs } from '../themes/contrast-pairs.ts';
import type { ResolvedTheme } from '../themes/resolve-theme.ts';
import { grid, node, plain, section, stack, text } from './page-nodes.ts';
import { componentViews } from './theme-components.ts';
import { contrastViews } from './theme-contrast.ts';
import { modifierViews } from './theme-modifiers.ts';
import { tokenSections } from './theme-tokens.ts';

/**
 * A page that shows a theme: its colors, type, spaces, radii and shadows, how far its contrasts hold in every
 * permutation, what each of its contexts changes, and components in it. It is an ordinary document, to be shown in that
 * theme; a choice of contexts on it shows their values.
 */
export function themePage(theme: ResolvedTheme): PageDocument {
  const title = theme.units[0]?.document.title ?? theme.id;
  const pairs = contrastPairs(theme);
  return {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'engine/theme-page',
    version: '1.0.0',
    title,
    forms: { look: { schema: formSchema } },
    view: node(
      'theme',
      'Page',
      { width: 'wide' },
      {
        slots: {
          default: [
            stack('top', '{space.2}', [
              node('title', 'Heading', { text: plain(title), level: 1, size: '2xl' }),
              text('intro', lineageOf(theme)),
            ]),
            node('figures', 'Card', {}, { children: [grid('figures-grid', '8rem', figuresOf(theme, pairs))] }),
            ...tokenSections(theme),
            ...section('components', 'Components', 'Some of the catalog, in this theme.', componentViews()),
            ...section(
              'contrast',
              'Contrast',
              'Every pair of colors that the theme checks, at its worst in any combination of contexts.',
              contrastViews(pairs, theme.resolver),
            ),
            ...section(
              'modifiers',
              'What it varies',
              'Choose a context in the preview to see this page in it.',
              modifierViews(theme),
            ),
          ] satisfies readonly Node[],
        },
      },
    ),
  };
}

const formSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Name' },
    plan: { type: 'string', enum: ['Team', 'Business'] },
    news: { type: 'boolean' },
    beta: { type: 'boolean' },
  },
} as const;

const lineageOf = ({ units }: ResolvedTheme): string => {
  const [own, ...parents] = units.map(({ document }) => `${document.id} ${document.version}`);
  return parents.length === 0 ? `${own}` : `${own}, which extends ${parents.join(', then ')}`;
};

function figuresOf({ tokens, resolver }: ResolvedTheme, pairs: readonly ContrastPair[]): readonly NodeObject[] {
  const failing = pairs.filter(({ ratio, needed }) => ratio < needed).length;
  const contexts = resolver.modifiers.reduce((sum, modifier) => sum + Object.keys(modifier.contexts).length, 0);
  const colors = [...tokens.values()].filter(({ type }) => type === 'color').length;
  const figure = (id: string, label: string, value: number | string, tone = 'neutral') =>
    node(`figure-${id}`, 'Stat', { label, value: `${value}`, tone });
  return [
    figure('tokens', 'Tokens', tokens.size),
    figure('colors', 'Colors', colors),
    figure('contexts', 'Contexts', contexts),
    figure(
      'contrast',
      'Contrasts that hold',
      `${pairs.length - failing} of ${pairs.length}`,
      failing > 0 ? 'danger' : 'neutral',
    ),
  ];
}
