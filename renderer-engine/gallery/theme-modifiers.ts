import type { NodeObject } from '../document/types.ts';
import { variableOf } from '../themes/css-text.ts';
import type { ResolvedTheme, ThemeContext } from '../themes/resolve-theme.ts';
import { node, plain, text } from './page-nodes.ts';

/** A table of the contexts there are, and behind each that differs from the default what it changes. */
export function modifierViews(theme: ResolvedTheme): readonly NodeObject[] {
  const { modifiers } = theme.resolver;
  if (modifiers.length === 0) return [text('modifiers-none', 'Nothing: it looks the same to everybody.')];
  const changing = theme.contexts.filter(({ changes }) => changes.size > 0);
  const rows = modifiers.map(({ name, description, default: standard, contexts }) => ({
    name,
    description: description === '' ? '' : `${description}.`.replace(/\.+$/, '.'),
    contexts: Object.keys(contexts)
      .map((context) => (context === standard ? `${context} (default)` : context))
      .join(', '),
  }));
  return [
    node('modifiers-table', 'Table', {
      caption: 'Modifiers',
      rows: rows.map((row) => ({ ...row, description: plain(row.description), name: plain(row.name) })),
      key: '${row.name}',
      columns: [
        { key: 'name', header: 'Modifier', value: '${row.name}' },
        { key: 'contexts', header: 'Contexts', value: '${row.contexts}' },
        { key: 'description', header: 'What for', value: '${row.description}', hideBelow: 'md' },
      ],
    }),
    ...(changing.length === 0
      ? []
      : [
          node(
            'contexts',
            'Accordion',
            { items: changing.map((context, at) => ({ id: `context-${at}`, title: plain(titleOf(context)) })) },
            {
              slots: Object.fromEntries(
                changing.map((context, at) => [`panel:context-${at}`, [changesOf(theme, context, at)]]),
              ),
            },
          ),
        ]),
  ];
}

const titleOf = ({ modifier, context, media, changes }: ThemeContext): string =>
  `${modifier}: ${context}, ${changes.size} ${changes.size === 1 ? 'token' : 'tokens'}${media === null ? '' : `, by itself where ${media}`}`;

function changesOf(theme: ResolvedTheme, { modifier, context, changes }: ThemeContext, at: number): NodeObject {
  const words = cssWords(theme);
  return node(`context-${at}-table`, 'Table', {
    caption: plain(`What ${context} changes`),
    density: 'compact',
    rows: [...changes].map(([path, css]) => ({
      path: plain(path),
      before: plain(words(theme.tokens.get(path)?.css ?? '')),
      now: plain(words(css)),
    })),
    key: '${row.path}',
    columns: [
      { key: 'path', header: 'Token', value: '${row.path}' },
      { key: 'before', header: plain(defaultOf(theme, modifier)), value: '${row.before}', hideBelow: 'md' },
      { key: 'now', header: plain(context), value: '${row.now}' },
    ],
  });
}

const defaultOf = ({ resolver }: ResolvedTheme, modifier: string): string =>
  resolver.modifiers.find(({ name }) => name === modifier)?.default ?? 'Default';

/** CSS as its author would say it: a custom property by the path of its token. */
export function cssWords({ tokens }: ResolvedTheme): (css: string) => string {
  const paths = new Map([...tokens.keys()].map((path) => [variableOf(path), path]));
  return (css) => css.replace(/var\((--[\w-]+)\)/g, (all, name: string) => paths.get(name) ?? all);
}
