import type { Markup } from '../builtin.ts';
import type { MarkdownOptions } from './markdown.ts';
import type { AnyNode, Definition, Inline, Root } from './tree.ts';

/** What writing a node needs besides the node. */
export interface Writing extends MarkdownOptions {
  readonly to: Markup;
  /** `[name]: address`, by name. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** What stands inside a paragraph. */
export function writeInline(nodes: readonly Inline[], writing: Writing): void {
  for (const node of nodes) writeOne(node, writing);
}

function writeOne(node: Inline, writing: Writing): void {
  const { to, allow, definitions } = writing;
  switch (node.type) {
    case 'text':
    case 'html':
      to.text(node.value);
      break;
    case 'emphasis':
      to.element('em', {}, () => writeInline(node.children, writing));
      break;
    case 'strong':
      to.element('strong', {}, () => writeInline(node.children, writing));
      break;
    case 'delete':
      to.element('del', {}, () => writeInline(node.children, writing));
      break;
    case 'inlineCode':
      if (allow.has('code')) to.element('code', {}, () => to.text(node.value));
      else to.text(node.value);
      break;
    case 'break':
      to.element('br', {});
      break;
    case 'link':
      writeLink(node.url, node.title ?? null, node.children, writing);
      break;
    case 'linkReference': {
      const found = definitions.get(node.identifier);
      writeLink(found?.url ?? null, found?.title ?? null, node.children, writing);
      break;
    }
    case 'image':
      writeImage(node.url, node.alt ?? '', node.title ?? null, writing);
      break;
    case 'imageReference': {
      const found = definitions.get(node.identifier);
      writeImage(found?.url ?? null, node.alt ?? '', found?.title ?? null, writing);
      break;
    }
    default:
      to.text(textOf(node));
  }
}

function writeLink(href: string | null, title: string | null, words: readonly Inline[], writing: Writing): void {
  const inside = () => writeInline(words, writing);
  if (href === null || !writing.allow.has('links')) inside();
  else writing.to.element('a', { href, title }, inside);
}

function writeImage(src: string | null, alt: string, title: string | null, { to, allow }: Writing): void {
  if (src === null || src === '' || !allow.has('images')) to.text(alt);
  else to.element('img', { src, alt, title, loading: 'lazy', decoding: 'async' });
}

/** The words of a node without their marks. */
export function textOf(node: AnyNode): string {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return 'children' in node ? node.children.map((child) => textOf(child as AnyNode)).join('') : '';
}

/** The first of each name counts, wherever it stands. */
export function definitionsIn(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
    if ('children' in node) for (const child of node.children) visit(child as AnyNode);
  };
  visit(root);
  return found;
}
