import type { NodeShape } from '../types/shot.ts';
import { type BenchPage, benchPages } from './pages.ts';
import { pick, seeded } from './seeded.ts';

/** One small thing that is wrong with one node. */
export interface Mutation {
  readonly page: BenchPage;
  readonly node: string;
  readonly kind: string;
  /** Style behind that of the page, or the changed body. */
  readonly css: string;
  readonly body: string;
}

/** A kind of mistake: whom it can happen to, and the declarations that make it; null where it would show nothing. */
interface Kind {
  readonly name: string;
  fits(node: NodeShape): boolean;
  declarations?(node: NodeShape, random: () => number): string;
  body?(node: NodeShape, body: string): string;
}

const hasText = ({ text }: NodeShape) => text.length > 3;
const isPainted = ({ style }: NodeShape) => 'background-color' in style || 'border-top' in style;
const named =
  (...starts: readonly string[]) =>
  ({ node }: NodeShape) =>
    starts.some((start) => node.startsWith(start));
/** What a cell of a table does not obey. */
const isBlock = ({ style }: NodeShape) => !style['display']?.startsWith('table');
const px = (value: string | undefined) => Number.parseFloat(value ?? '0') || 0;

const kinds: readonly Kind[] = [
  { name: '1 px to the right', fits: isVisible, declarations: () => 'position: relative; left: 1px' },
  { name: '1 px down', fits: isVisible, declarations: () => 'position: relative; top: 1px' },
  { name: 'a border of 1 px', fits: isBlock, declarations: () => 'outline: 1px solid #e5e7eb; outline-offset: -1px' },
  {
    name: 'one step of text color',
    fits: hasText,
    declarations: ({ style }, random) => `color: ${stepped(style['color'] ?? 'rgb(0, 0, 0)', random)}`,
  },
  {
    name: 'one step of background',
    fits: isPainted,
    declarations: ({ style }, random) =>
      `background-color: ${stepped(style['background-color'] ?? 'rgb(255, 255, 255)', random)}`,
  },
  {
    name: 'weight',
    fits: hasText,
    declarations: ({ style }) => `font-weight: ${Math.min(900, (px(style['font-weight']) || 400) + 100)}`,
  },
  {
    name: 'ellipsis',
    fits: (node) => hasText(node) && isBlock(node),
    declarations: ({ text }) =>
      `display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: ${Math.max(20, text.length * 4)}px`,
  },
  { name: 'missing icon', fits: named('icon'), declarations: () => 'visibility: hidden' },
  { name: 'order of layers', fits: named('face-1', 'face-2', 'face-3', 'badge'), declarations: () => 'z-index: -1' },
  {
    name: 'right to left',
    fits: named('item', 'text', 'paragraph', 'tabs', 'title', 'word'),
    declarations: () => 'direction: rtl',
  },
  { name: 'letter spacing', fits: hasText, declarations: () => 'letter-spacing: 0.2px' },
  {
    name: 'size of letters',
    fits: hasText,
    declarations: ({ style }) => `font-size: ${(px(style['font-size']) || 16) + 1}px`,
  },
  {
    name: 'height of lines',
    fits: named('text', 'paragraph', 'hint', 'title', 'tab'),
    declarations: ({ style }) => `line-height: ${px(style['line-height']) + 1}px`,
  },
  {
    name: 'corners',
    fits: (node) => 'border-top-left-radius' in node.style && isPainted(node),
    declarations: ({ style }) => `border-radius: ${px(style['border-top-left-radius']) / 2}px`,
  },
  { name: 'missing shadow', fits: ({ style }) => 'box-shadow' in style, declarations: () => 'box-shadow: none' },
  { name: 'opacity', fits: hasText, declarations: () => 'opacity: 0.95' },
  {
    name: 'padding',
    fits: ({ style }) => 'padding-left' in style,
    declarations: ({ style }) => `padding-left: ${px(style['padding-left']) + 1}px`,
  },
  { name: 'underline', fits: hasText, declarations: () => 'text-decoration: underline' },
  { name: 'italics', fits: hasText, declarations: () => 'font-style: italic' },
  { name: 'capitals', fits: ({ text }) => /[a-z]{3}/.test(text), declarations: () => 'text-transform: uppercase' },
  { name: 'missing', fits: (node) => hasText(node) && isBlock(node), declarations: () => 'display: none' },
  { name: 'one letter', fits: hasText, body: ({ text }, body) => body.replace(text, swapped(text)) },
  { name: 'missing end', fits: hasText, body: ({ text }, body) => body.replace(text, text.slice(0, -1)) },
];

function isVisible({ text, style }: NodeShape): boolean {
  return text.length > 0 || 'background-color' in style || 'background-image' in style || 'border-top' in style;
}

/** Another one plants other mistakes; 20 is the one that all of this was first written by. */
const seed = 4;

/** Seeded mutations over all pages, as many of each kind, each of another node where there are enough. */
export function mutations(count: number, shapes: ReadonlyMap<string, readonly NodeShape[]>): readonly Mutation[] {
  const random = seeded(seed);
  const found: Mutation[] = [];
  const seen = new Set<string>();
  for (let at = 0; found.length < count; at++) {
    const kind = kinds[at % kinds.length]!;
    const page = pick(benchPages, random);
    const fitting = shapes.get(page.name)!.filter((node) => kind.fits(node));
    if (fitting.length === 0) continue;
    const node = pick(fitting, random);
    const body = kind.body?.(node, page.body) ?? page.body;
    const rule = kind.declarations?.(node, random);
    const css = rule ? `[data-ui-node="${node.node}"] { ${important(rule)} }` : '';
    const key = `${kind.name} ${node.node}`;
    if ((seen.has(key) && at < count * 20) || (css === '' && body === page.body)) continue;
    seen.add(key);
    found.push({ page, node: node.node, kind: kind.name, css, body });
  }
  return found;
}

const important = (rule: string): string =>
  rule
    .split(';')
    .map((declaration) => `${declaration} !important`)
    .join(';');

/** A color one level further in one channel: the least there is. */
function stepped(color: string, random: () => number): string {
  const levels = (color.match(/\d+(\.\d+)?/g) ?? ['0', '0', '0']).slice(0, 3).map(Number);
  const channel = Math.floor(random() * 3);
  levels[channel] = levels[channel]! > 127 ? levels[channel]! - 1 : levels[channel]! + 1;
  return `rgb(${levels.join(', ')})`;
}

/** Two neighboring letters that differ, the wrong way round. */
function swapped(text: string): string {
  const at = [...text].findIndex(
    (letter, index) =>
      /[a-z0-9]/i.test(letter) && /[a-z0-9]/i.test(text[index + 1] ?? '') && letter !== text[index + 1],
  );
  return at < 0 ? `${text}!` : `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
}
