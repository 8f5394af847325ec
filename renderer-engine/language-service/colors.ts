import type { Json } from '../document/types.ts';
import { colorText } from '../themes/color.ts';
import { mentionsIn } from './mentions.ts';
import type { DocumentView } from './project.ts';
import type { TextEdit } from './rename.ts';
import { nodeAt, propertiesOf, type Span, spanOf, type TextNode } from './text.ts';
import { colorOf, hexOf, type Rgba, tokensFor } from './tokens.ts';

export interface ColorPlace {
  readonly span: Span;
  readonly color: Rgba;
}

/** Colors of a document: tokens that are colors, and in themes the values themselves. */
export function colorsIn(view: DocumentView): readonly ColorPlace[] {
  const uses = mentionsIn(view).filter(({ named }) => named === 'token');
  if (uses.length === 0 && view.kind !== 'theme') return [];
  const byPath = new Map(tokensFor(view).map((token) => [token.path, token]));
  const named = uses.flatMap(({ name, span }) => {
    const token = byPath.get(name);
    const color = token?.type === 'color' ? colorOf(token.css) : null;
    return color ? [{ span, color }] : [];
  });
  return view.kind === 'theme' ? [...named, ...written(view)] : named;
}

/** Values of design tokens: `{ "colorSpace": …, "components": … }`, or the hexadecimal text of older drafts. */
function written(view: DocumentView): readonly ColorPlace[] {
  const found: ColorPlace[] = [];
  const visit = (node: TextNode): void => {
    for (const { key, value } of propertiesOf(node)) {
      if (!value) continue;
      const css = key === '$value' ? colorText(view.text.valueOf(value) as Json) : null;
      const color = css && colorOf(css);
      if (color) found.push({ span: spanOf(value), color });
      else visit(value);
    }
    if (node.type === 'array') for (const child of node.children ?? []) visit(child);
  };
  const tokens = nodeAt(view.text.tree, ['tokens']);
  if (tokens) visit(tokens);
  return found;
}

/** Ways to write a picked color at a place: a token of that very color, or in a theme the value. */
export function presentationsAt(
  view: DocumentView,
  span: Span,
  color: Rgba,
): readonly { readonly label: string; readonly edit: TextEdit }[] {
  const hex = hexOf(color);
  if (view.kind === 'theme' && view.text.text[span.start] === '{') {
    const components = [color.red, color.green, color.blue].map((part) => Math.round(part * 1000) / 1000);
    const alpha = color.alpha < 1 ? { alpha: Math.round(color.alpha * 100) / 100 } : {};
    const value = { colorSpace: 'srgb', components, ...alpha, hex: hex.slice(0, 7) };
    const text = JSON.stringify(value)
      .replaceAll(/([:,])(?=\S)/g, '$1 ')
      .replace(/^\{/, '{ ')
      .replace(/\}$/, ' }');
    return [{ label: hex, edit: { span, text } }];
  }
  return tokensFor(view)
    .filter(({ type, css }) => type === 'color' && sameColor(colorOf(css), hex))
    .map(({ path }) => ({ label: `{${path}}`, edit: { span, text: path } }));
}

const sameColor = (color: Rgba | null, hex: string): boolean => color !== null && hexOf(color) === hex;
