import type { Json, NodeObject } from '../document/types.ts';
import type { CssToken } from '../themes/aliases.ts';
import type { ResolvedTheme } from '../themes/resolve-theme.ts';
import { tokenPath } from '../themes/style-values.ts';
import { grid, node, note, plain, section, stack, text } from './page-nodes.ts';
import { cssWords } from './theme-modifiers.ts';

/** A token with what the page says of it. */
interface Shown extends CssToken {
  readonly id: string;
  readonly words: string;
}

/** Tokens as what they make: colors as surfaces, sizes of text as text, spaces as bars. */
export function tokenSections(theme: ResolvedTheme): readonly NodeObject[] {
  const words = cssWords(theme);
  const all: readonly Shown[] = [...theme.tokens.values()].map((token, at) => ({
    ...token,
    id: `token-${at}`,
    words: words(token.css),
  }));
  const kinds = new Map<Kind, Shown[]>();
  for (const token of all) kinds.set(kindOf(token), [...(kinds.get(kindOf(token)) ?? []), token]);
  const of = (kind: Kind) => (kinds.get(kind) ?? []).slice(0, mostShown);
  return [
    ...section('colors', 'Colors', '', grouped(of('color')).flatMap(colorGroup)),
    ...section('type', 'Type', '', grouped(of('text')).flatMap(textGroup)),
    ...section('spaces', 'Spaces and sizes', '', grouped(of('length')).flatMap(lengthGroup)),
    ...section('radii', 'Radii', '', surfaces('radii', of('radius'), 'radius')),
    ...section('shadows', 'Shadows', '', surfaces('shadows', of('shadow'), 'shadow')),
    ...section('others', 'Other tokens', '', others(of('other'))),
    ...section('pictures', 'Pictures', '', picturesOf(theme)),
  ];
}

type Kind = 'color' | 'text' | 'length' | 'radius' | 'shadow' | 'other';

/** A page stays one that a browser shows at once. */
const mostShown = 400;

/** Styles can name these; others are told by their words alone. */
const canBeNamed = (path: string): boolean => tokenPath(`{${path}}`) === path;

function kindOf({ path, type }: CssToken): Kind {
  if (!canBeNamed(path)) return 'other';
  if (type === 'color' || type === 'shadow') return type;
  if (type !== 'dimension') return type === 'fontFamily' || type === 'fontWeight' ? 'text' : 'other';
  if (/(^|\.)[a-z-]*radi(us|i)/i.test(path)) return 'radius';
  if (/tracking|letter/i.test(path)) return 'other';
  return /^(font|text|type|typography)\b/i.test(path) ? 'text' : 'length';
}

const alias = ({ path }: CssToken): string => `{${path}}`;
const lastName = ({ path }: CssToken): string => path.split('.').at(-1) ?? path;

/** By the path without its last name: `color.text`. */
function grouped(tokens: readonly Shown[]): readonly Group[] {
  const groups = new Map<string, Shown[]>();
  for (const token of tokens) {
    const name = token.path.split('.').slice(0, -1).join('.');
    groups.set(name, [...(groups.get(name) ?? []), token]);
  }
  return [...groups].map(([name, members]) => ({ name, tokens: members }));
}

interface Group {
  readonly name: string;
  readonly tokens: readonly Shown[];
}

const titled = ({ name, tokens }: Group, shown: NodeObject): readonly NodeObject[] => [
  stack(`${tokens[0]!.id}-group`, '{space.2}', [
    ...(name === '' ? [] : [node(`${tokens[0]!.id}-title`, 'Heading', { text: name, level: 3, size: 'sm' })]),
    shown,
  ]),
];

/** The same widths in every group, so that columns line up down the page. */
const columns = (id: string, counts: Readonly<Record<string, number>>, children: readonly NodeObject[]): NodeObject =>
  node(id, 'Grid', { columns: counts, gap: { base: '{space.3}', md: '{space.4}' } }, { children });

const box = (id: string, style: Readonly<Record<string, Json>>): NodeObject => node(id, 'Box', {}, { style });

const labelled = (token: Shown, shown: NodeObject, name = lastName(token)): NodeObject =>
  stack(token.id, '{space.1}', [
    shown,
    text(`${token.id}-name`, name, { size: 'sm', weight: 'medium' }),
    note(`${token.id}-css`, token.words),
  ]);

/** A scale is a strip of steps; what has names is shown one by one. */
function colorGroup(group: Group): readonly NodeObject[] {
  const { tokens } = group;
  const isScale = tokens.length > 4 && tokens.every((token) => /^\d+$/.test(lastName(token)));
  const swatch = (token: Shown, height: string) =>
    box(`${token.id}-box`, { background: alias(token), border: '1px', radius: '{radius.sm}', height });
  return isScale
    ? titled(
        group,
        columns(
          `${tokens[0]!.id}-strip`,
          { base: 6, md: 12 },
          tokens.map((token) =>
            stack(token.id, '{space.1}', [swatch(token, '2.5rem'), note(`${token.id}-name`, lastName(token))]),
          ),
        ),
      )
    : titled(
        group,
        columns(
          `${tokens[0]!.id}-swatches`,
          { base: 2, sm: 4, lg: 6 },
          tokens.map((token) => labelled(token, swatch(token, '3rem'))),
        ),
      );
}

const pangram = 'The quick brown fox jumps over the lazy dog';

const textStyle = (token: Shown): Readonly<Record<string, Json>> => {
  if (token.type === 'fontFamily') return { font: alias(token), fontSize: '{font.size.lg}' };
  return token.type === 'fontWeight'
    ? { fontWeight: alias(token), fontSize: '{font.size.lg}' }
    : { fontSize: alias(token), lineHeight: 1.25 };
};

const textGroup = (group: Group): readonly NodeObject[] =>
  titled(
    group,
    stack(
      `${group.tokens[0]!.id}-lines`,
      '{space.3}',
      group.tokens.map((token) =>
        named(
          token,
          node(`${token.id}-sample`, 'Text', { text: pangram, lines: 1 }, { style: { ...textStyle(token), grow: 1 } }),
        ),
      ),
    ),
  );

const lengthGroup = (group: Group): readonly NodeObject[] =>
  titled(
    group,
    stack(
      `${group.tokens[0]!.id}-bars`,
      '{space.2}',
      group.tokens.map((token) =>
        named(
          token,
          box(`${token.id}-bar`, {
            background: '{color.accent.solid}',
            width: alias(token),
            maxWidth: '100%',
            height: '0.75rem',
            radius: '{radius.xs}',
          }),
        ),
      ),
    ),
  );

/** Name and value in columns of their own, beside what they make; above it where there is no room. */
const named = (token: Shown, shown: NodeObject): NodeObject =>
  node(
    token.id,
    'Grid',
    { columns: { base: 1, md: 4 }, gap: '{space.2}' },
    {
      children: [
        node(
          `${token.id}-words`,
          'Stack',
          { direction: 'row', gap: '{space.3}', align: 'baseline' },
          {
            children: [
              text(`${token.id}-name`, lastName(token), { size: 'sm', weight: 'medium' }),
              note(`${token.id}-css`, token.words),
            ],
          },
        ),
        node(
          `${token.id}-shown`,
          'Box',
          {},
          { style: { columnSpan: { base: 'all', md: 3 }, align: 'center' }, children: [shown] },
        ),
      ],
    },
  );

const surfaces = (id: string, tokens: readonly Shown[], property: 'radius' | 'shadow'): readonly NodeObject[] =>
  tokens.length === 0
    ? []
    : [
        columns(
          id,
          { base: 2, sm: 4 },
          tokens.map((token) =>
            labelled(
              token,
              box(`${token.id}-box`, {
                background: '{color.surface.raised}',
                border: '1px',
                height: '4rem',
                ...(property === 'shadow' && { radius: '{radius.md}' }),
                [property]: alias(token),
              }),
              token.path.split('.').slice(1).join('.') || token.path,
            ),
          ),
        ),
      ];

const others = (tokens: readonly Shown[]): readonly NodeObject[] =>
  tokens.length === 0
    ? []
    : [
        node('others', 'Table', {
          caption: 'Other tokens',
          density: 'compact',
          rows: tokens.map(({ path, type, words }) => ({ path: plain(path), type, value: plain(words) })),
          key: '${row.path}',
          columns: [
            { key: 'path', header: 'Token', value: '${row.path}' },
            { key: 'type', header: 'Type', value: '${row.type}', hideBelow: 'sm' },
            { key: 'value', header: 'Value', value: '${row.value}' },
          ],
        }),
      ];

const picturesOf = ({ pictures }: ResolvedTheme): readonly NodeObject[] => {
  const names = Object.keys(pictures).filter((name) => /^[A-Za-z0-9_-]+$/.test(name));
  return names.length === 0
    ? []
    : [
        grid(
          'pictures',
          '9rem',
          names.map((name, at) =>
            stack(`picture-${at}`, '{space.2}', [
              node(`picture-${at}-image`, 'Image', { src: `theme:${name}`, alt: name }),
              note(`picture-${at}-name`, name),
            ]),
          ),
        ),
      ];
};
