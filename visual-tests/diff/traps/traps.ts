import type { CompareOptions } from '../compare.ts';
import type { Area } from '../pixels.ts';

type Color = readonly [number, number, number];

/** A picture as what is painted on white, one over the other. */
export interface Painting {
  readonly size: readonly [width: number, height: number];
  readonly alpha?: boolean;
  readonly painted: readonly { readonly area: Area; readonly color: Color; readonly opacity?: number }[];
}

/** Two pictures on which a comparison goes wrong that takes the trap. */
export interface Trap {
  readonly name: string;
  /** What the trap is. */
  readonly trap: string;
  readonly before: Painting;
  readonly after: Painting;
  readonly options?: CompareOptions;
  /** Changed pixels; 0 where they should match. */
  readonly changed: number;
}

const black: Color = [0, 0, 0];
const gray: Color = [120, 120, 120];
const white: Color = [255, 255, 255];
const painting = (...painted: Painting['painted']): Painting => ({ size: [60, 40], painted });
const line = (column: number) => painting({ area: [column, 5, 1, 30], color: black });
const page = painting({ area: [10, 10, 30, 20], color: gray });
const noise = Array.from({ length: 60 }, (_, at) => ({
  area: [(at * 7) % 60, (at * 11) % 40, 1, 1] as Area,
  color: [254, 254, 254] as Color,
}));

export const shouldMatch: readonly Trap[] = [
  {
    name: 'alpha that is full',
    trap: 'One encoder writes an alpha channel and another leaves it out; where nothing is see-through they show the same.',
    before: page,
    after: { ...page, alpha: true },
    changed: 0,
  },
  {
    name: 'what is under a mask',
    trap: 'A clock under a mask changes, and so do the pixels beside it if smoothing is looked for across its edge.',
    before: painting({ area: [20, 10, 10, 10], color: black }),
    after: painting({ area: [22, 11, 8, 9], color: gray }),
    options: { areas: [[20, 10, 10, 10]] },
    changed: 0,
  },
  {
    name: 'a mask beyond the edge',
    trap: 'A mask reaches out of the picture on every side; taken by its numbers it would wrap into other rows.',
    before: page,
    after: painting({ area: [0, 0, 60, 40], color: black }),
    options: { areas: [[-10, -10, 200, 200]] },
    changed: 0,
  },
  {
    name: 'noise below a tolerance that was asked for',
    trap: 'One level of one color all over is nothing to somebody who asked for a tolerance, however many pixels have it.',
    before: painting(),
    after: painting(...noise),
    options: { threshold: 0.1 },
    changed: 0,
  },
  {
    name: 'an edge that is smoothed another way',
    trap: 'Between dark and light a pixel is a bit darker; with a tolerance that is smoothing, and no change.',
    before: painting({ area: [0, 20, 60, 20], color: black }, { area: [30, 20, 1, 1], color: [90, 90, 90] }),
    after: painting({ area: [0, 20, 60, 20], color: black }, { area: [30, 20, 1, 1], color: [170, 170, 170] }),
    options: { threshold: 0.05 },
    changed: 0,
  },
];

export const shouldDiffer: readonly Trap[] = [
  {
    name: 'one level of one color',
    trap: 'A token moved by the smallest step there is; every tolerance that is on by default hides it.',
    before: page,
    after: painting({ area: [10, 10, 30, 20], color: [120, 120, 121] }),
    changed: 600,
  },
  {
    name: 'one pixel in the last corner',
    trap: 'Loops that end one too early never see the last pixel.',
    before: page,
    after: painting(...page.painted, { area: [59, 39, 1, 1], color: black }),
    changed: 1,
  },
  {
    name: 'a thin line one pixel further',
    trap: 'A line of one pixel that moves looks like smoothing to whoever looks at neighbors.',
    before: line(20),
    after: line(21),
    changed: 60,
  },
  {
    name: 'the same pixels lower down',
    trap: 'Both pictures have as many pixels of each color; a histogram calls them equal.',
    before: painting({ area: [10, 10, 5, 5], color: black }),
    after: painting({ area: [10, 20, 5, 5], color: black }),
    changed: 50,
  },
  {
    name: 'an end that is cut off',
    trap: 'The shorter picture is equal as far as it goes; only what is missing below differs, though it is white.',
    before: page,
    after: { ...page, size: [60, 38] },
    changed: 120,
  },
  {
    name: 'wider and shorter',
    trap: 'As many pixels, in other rows; bytes beside bytes would be compared across the edge.',
    before: { size: [60, 40], painted: [] },
    after: { size: [80, 30], painted: [] },
    changed: 80 * 40 - 60 * 30,
  },
  {
    name: 'white that one can see through',
    trap: 'See-through white is the same numbers as white but for its alpha, and nobody sees it on white.',
    before: { ...painting({ area: [0, 0, 60, 40], color: white }), alpha: true },
    after: {
      ...painting({ area: [0, 0, 60, 40], color: white }, { area: [3, 3, 2, 2], color: white, opacity: 0 }),
      alpha: true,
    },
    changed: 4,
  },
  {
    name: 'just beside a mask',
    trap: 'A mask that is rounded outwards by a pixel too many takes its neighbors with it.',
    before: page,
    after: painting(...page.painted, { area: [45, 10, 1, 1], color: black }),
    options: { areas: [[10, 10, 35, 20]] },
    changed: 1,
  },
];
