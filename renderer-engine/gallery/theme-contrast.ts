import type { NodeObject } from '../document/types.ts';
import type { ContrastPair } from '../themes/contrast-pairs.ts';
import type { Resolver } from '../themes/resolver-document.ts';
import { grid, node, note, row, stack, text } from './page-nodes.ts';

/** Each pair as words in the one color on the other, with how far they differ; what fails comes first. */
export function contrastViews(pairs: readonly ContrastPair[], { modifiers }: Resolver): readonly NodeObject[] {
  const failing = pairs.filter(fails);
  const holding = pairs.filter((pair) => !fails(pair));
  /** Only what is not the default: most are at their worst where nothing was chosen. */
  const placeOf = ({ where }: ContrastPair) =>
    modifiers
      .filter(({ name, default: standard }) => where[name] !== undefined && where[name] !== standard)
      .map(({ name }) => `${name}: ${where[name]}`)
      .join(', ');
  return [failing, holding].flatMap((some, at) =>
    some.length === 0
      ? []
      : [
          grid(
            `pairs-${at}`,
            '17rem',
            some.map((pair, index) => pairView(`pair-${at}-${index}`, pair, placeOf(pair))),
          ),
        ],
  );
}

const fails = ({ ratio, needed }: ContrastPair): boolean => ratio < needed;

/** Never rounded up to what it misses. */
const shown = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);

const pairView = (id: string, pair: ContrastPair, where: string): NodeObject => {
  const { front, back, needed, ratio } = pair;
  return node(
    id,
    'Stack',
    { direction: 'row', gap: '{space.3}', align: 'start' },
    {
      children: [
        node(
          `${id}-sample`,
          'Box',
          {},
          {
            style: {
              background: `{${back}}`,
              color: `{${front}}`,
              border: '1px',
              radius: '{radius.md}',
              padding: '{space.3}',
              fontSize: '{font.size.lg}',
              fontWeight: '{font.weight.semibold}',
              shrink: 0,
            },
            children: ['Aa'],
          },
        ),
        stack(`${id}-words`, '{space.1}', [
          text(`${id}-names`, `${front} on ${back}`, { size: 'sm' }),
          row(`${id}-result`, '{space.2}', [
            node(`${id}-badge`, 'Badge', {
              text: fails(pair) ? 'Fail' : 'Pass',
              tone: fails(pair) ? 'danger' : 'success',
              size: 'sm',
            }),
            text(`${id}-ratio`, `${shown(ratio)} of ${needed}`, { size: 'sm', weight: 'medium' }),
          ]),
          ...(where === '' ? [] : [note(`${id}-where`, `Lowest in ${where}`)]),
        ]),
      ],
    },
  );
};
