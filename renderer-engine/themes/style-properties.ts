/** The style language of language.md 6.1: property → what it takes and what it becomes. Logical directions only. */
export interface StyleProperty {
  /** CSS properties that get the value. */
  readonly css: readonly string[];
  readonly takes: StyleValue;
  /** Set by components only; authors use the prop of the component. */
  readonly internal?: true;
  /** Applies to these elements below instead of the element itself. */
  readonly inside?: ' > * + *';
}

export type StyleValue =
  | { readonly kind: 'length'; readonly keywords?: readonly string[] }
  | { readonly kind: 'color' }
  | { readonly kind: 'keyword'; readonly keywords: readonly string[] }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number; readonly whole?: true }
  /** A token of one of these types, or one of the keywords. */
  | { readonly kind: 'token'; readonly keywords?: readonly string[] }
  | { readonly kind: 'weight' | 'lineHeight' | 'ratio' | 'span' | 'border' | 'tracks' | 'minTrack' };

const length = (css: string, ...keywords: string[]): StyleProperty => ({
  css: [css],
  takes: { kind: 'length', keywords },
});
const keyword = (css: string, ...keywords: string[]): StyleProperty => ({
  css: [css],
  takes: { kind: 'keyword', keywords },
});
const number = (css: string, minimum: number, maximum: number): StyleProperty => ({
  css: [css],
  takes: { kind: 'number', minimum, maximum },
});
const whole = (css: string, minimum: number, maximum: number): StyleProperty => ({
  css: [css],
  takes: { kind: 'number', minimum, maximum, whole: true },
});
const color = (css: string): StyleProperty => ({ css: [css], takes: { kind: 'color' } });
const special = (css: string, kind: 'weight' | 'lineHeight' | 'ratio' | 'span' | 'border'): StyleProperty => ({
  css: [css],
  takes: { kind },
});

const sides = ['', 'Block', 'Inline', 'BlockStart', 'BlockEnd', 'InlineStart', 'InlineEnd'] as const;
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const sided = (name: string, make: (css: string) => StyleProperty) =>
  Object.fromEntries(sides.map((side) => [name + side, make(kebab(name + side))]));

export const styleProperties: Readonly<Record<string, StyleProperty>> = {
  ...sided('margin', (css) => length(css, 'auto')),
  ...sided('padding', (css) => length(css)),
  gap: length('gap'),
  width: length('inline-size', 'auto', 'min-content', 'max-content', 'fit-content'),
  minWidth: length('min-inline-size', 'auto', 'min-content', 'max-content'),
  maxWidth: length('max-inline-size', 'none', 'min-content', 'max-content'),
  height: length('block-size', 'auto', 'min-content', 'max-content', 'fit-content'),
  minHeight: length('min-block-size', 'auto', 'min-content', 'max-content'),
  maxHeight: length('max-block-size', 'none', 'min-content', 'max-content'),
  align: keyword('align-self', 'start', 'center', 'end', 'stretch', 'baseline'),
  justify: keyword('justify-self', 'start', 'center', 'end', 'stretch'),
  grow: number('flex-grow', 0, 100),
  shrink: number('flex-shrink', 0, 100),
  order: whole('order', -100, 100),
  columnSpan: special('grid-column', 'span'),
  rowSpan: special('grid-row', 'span'),
  position: keyword('position', 'static', 'relative', 'sticky'),
  ...sided('inset', (css) => length(css, 'auto')),
  overflow: keyword('overflow', 'visible', 'hidden', 'clip', 'auto', 'scroll'),
  background: color('background-color'),
  color: color('color'),
  borderColor: color('border-color'),
  ...Object.fromEntries(sides.map((side) => [`border${side}`, special(kebab(`border${side}`), 'border')])),
  radius: length('border-radius'),
  shadow: { css: ['box-shadow'], takes: { kind: 'token', keywords: ['none'] } },
  opacity: number('opacity', 0, 1),
  font: { css: ['font-family'], takes: { kind: 'token' } },
  fontSize: length('font-size'),
  fontWeight: special('font-weight', 'weight'),
  lineHeight: special('line-height', 'lineHeight'),
  letterSpacing: length('letter-spacing', 'normal'),
  textAlign: keyword('text-align', 'start', 'center', 'end', 'justify'),
  textWrap: keyword('text-wrap', 'wrap', 'nowrap', 'balance', 'pretty'),
  aspectRatio: special('aspect-ratio', 'ratio'),
  objectFit: keyword('object-fit', 'cover', 'contain', 'fill', 'none', 'scale-down'),
  visibility: keyword('visibility', 'visible', 'hidden'),
  cursor: keyword(
    'cursor',
    'auto',
    'default',
    'pointer',
    'text',
    'move',
    'help',
    'wait',
    'progress',
    'not-allowed',
    'grab',
    'zoom-in',
  ),
  z: whole('z-index', -1, 1000),
  // What components make of their responsive props.
  direction: { ...keyword('flex-direction', 'row', 'column'), internal: true },
  lineAbove: { ...length('border-block-start-width'), internal: true, inside: ' > * + *' },
  roomAbove: { ...length('padding-block-start'), internal: true, inside: ' > * + *' },
  lineBeside: { ...length('border-inline-start-width'), internal: true, inside: ' > * + *' },
  roomBeside: { ...length('padding-inline-start'), internal: true, inside: ' > * + *' },
  columns: { css: ['grid-template-columns'], takes: { kind: 'tracks' }, internal: true },
  formColumns: { css: ['--_columns'], takes: { kind: 'tracks' }, internal: true },
  minColumn: { css: ['--_min'], takes: { kind: 'minTrack' }, internal: true },
  fullWidth: { css: ['inline-size'], takes: { kind: 'minTrack' }, internal: true },
};

/** Names an author may use. */
export const authorProperties: readonly string[] = Object.keys(styleProperties).filter(
  (name) => !styleProperties[name]?.internal,
);

export const styleStates = {
  hover: ':hover',
  focusVisible: ':focus-visible',
  active: ':active',
  disabled: ':disabled',
} as const;

/** Steps of a responsive map in the order in which they apply; `@` asks the container instead of the window. */
export const styleSteps = ['base', 'sm', 'md', 'lg', 'xl', '@sm', '@md', '@lg', '@xl'] as const;
export type StyleStep = (typeof styleSteps)[number];
