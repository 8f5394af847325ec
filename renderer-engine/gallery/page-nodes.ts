import type { Json, Node, NodeObject } from '../document/types.ts';

/** A node of a page that the engine itself writes; its type and props are checked when that page is compiled. */
export const node = (
  id: string,
  type: string,
  props: Readonly<Record<string, Json>> = {},
  more: Readonly<Record<string, unknown>> = {},
): NodeObject => ({ id, type, props, ...more }) as NodeObject;

/** Words from outside: what looks like a hole in them is text. */
export const plain = (words: string): string => words.replaceAll('${', () => '$${');

export const text = (id: string, words: string, props: Readonly<Record<string, Json>> = {}): NodeObject =>
  node(id, 'Text', { text: plain(words), ...props });

/** Words that matter less than those above them. */
export const note = (id: string, words: string): NodeObject =>
  node(id, 'Text', { text: plain(words), size: 'xs' }, { style: { color: '{color.text.muted}' } });

export const stack = (id: string, gap: string, children: readonly Node[]): NodeObject =>
  node(id, 'Stack', { gap }, { children });

export const row = (id: string, gap: string, children: readonly Node[]): NodeObject =>
  node(id, 'Stack', { direction: 'row', wrap: true, align: 'center', gap }, { children });

/** As many columns as fit, none narrower than that. */
export const grid = (id: string, minColumn: string, children: readonly Node[], gap = '{space.4}'): NodeObject =>
  node(id, 'Grid', { columns: 'auto', minColumn, gap }, { children });

/** A part of the page; nothing when there is nothing to show in it. */
export const section = (
  id: string,
  heading: string,
  description: string,
  children: readonly Node[],
): readonly NodeObject[] =>
  children.length === 0
    ? []
    : [
        node(
          `section-${id}`,
          'Section',
          { heading, level: 2, divider: true, ...(description !== '' && { description }) },
          { children },
        ),
      ];
