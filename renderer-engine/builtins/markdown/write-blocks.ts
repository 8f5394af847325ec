import type { Block, List, ListItem, Table, TableRow } from './tree.ts';
import { textOf, type Writing, writeInline } from './write-inline.ts';

/** Headings, paragraphs, lists, quotes, code and tables. */
export function writeBlocks(nodes: readonly Block[], writing: Writing): void {
  for (const node of nodes) writeBlock(node, writing);
}

function writeBlock(node: Block, writing: Writing): void {
  const { to, allow, headingOffset } = writing;
  switch (node.type) {
    case 'paragraph':
      to.element('p', {}, () => writeInline(node.children, writing));
      break;
    case 'heading': {
      const level = Math.min(6, Math.max(1, node.depth + headingOffset));
      to.element(`h${level}`, {}, () => writeInline(node.children, writing));
      break;
    }
    case 'html':
      to.element('p', {}, () => to.text(node.value));
      break;
    case 'blockquote':
      to.element('blockquote', {}, () => writeBlocks(node.children, writing));
      break;
    case 'list':
      writeList(node, writing);
      break;
    case 'code':
      if (!allow.has('code')) to.element('p', {}, () => to.text(node.value));
      else
        to.element('pre', { tabindex: 0 }, () =>
          to.element('code', { class: languageClass(node.lang) }, () => to.text(node.value)),
        );
      break;
    case 'table':
      writeTable(node, writing);
      break;
    case 'thematicBreak':
      to.element('hr', {});
      break;
    case 'definition':
      break;
    default:
      to.element('p', {}, () => to.text(textOf(node)));
  }
}

/** For whoever colors code later; only what is safe in a class. */
export function languageClass(language: string | null | undefined): string | null {
  return language && /^[A-Za-z0-9+#-]{1,32}$/.test(language) ? `language-${language.toLowerCase()}` : null;
}

function writeList({ ordered, start, spread, children }: List, writing: Writing): void {
  const from = ordered && typeof start === 'number' && start !== 1 ? start : null;
  writing.to.element(ordered ? 'ol' : 'ul', { start: from }, () => {
    for (const item of children) writing.to.element('li', {}, () => writeItem(item, spread ?? false, writing));
  });
}

/** In a tight list, a paragraph is just its words. */
function writeItem(item: ListItem, spread: boolean, writing: Writing): void {
  for (const child of item.children) {
    if (child.type === 'paragraph' && !spread && !item.spread) writeInline(child.children, writing);
    else writeBlock(child, writing);
  }
}

/** A box that scrolls needs a name: the words of the header row. */
function writeTable({ align, children }: Table, writing: Writing): void {
  const { to } = writing;
  const [head, ...rows] = children;
  const name = head?.children.map(textOf).filter(Boolean).join(', ') || null;
  const cells = (row: TableRow, tag: 'th' | 'td') => {
    for (const [at, cell] of row.children.entries()) {
      const side = { left: 'start', center: 'center', right: 'end' }[align?.[at] ?? 'left'];
      const attributes = { scope: tag === 'th' ? 'col' : null, 'data-align': side === 'start' ? null : side };
      to.element(tag, attributes, () => writeInline(cell.children, writing));
    }
  };
  to.element(
    'div',
    { class: 'ui-markdown__table', role: name ? 'region' : null, tabindex: 0, 'aria-label': name },
    () =>
      to.element('table', {}, () => {
        if (head) to.element('thead', {}, () => to.element('tr', {}, () => cells(head, 'th')));
        if (rows.length === 0) return;
        to.element('tbody', {}, () => {
          for (const row of rows) to.element('tr', {}, () => cells(row, 'td'));
        });
      }),
  );
}
