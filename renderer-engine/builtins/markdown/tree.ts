import type { fromMarkdown } from 'mdast-util-from-markdown';

/** The tree that Markdown is read into (mdast), by the names its documentation uses. */
export type Root = ReturnType<typeof fromMarkdown>;
export type Block = Root['children'][number];
export type Definition = Of<'definition'>;
export type Inline = Of<'paragraph'>['children'][number];
export type List = Of<'list'>;
export type ListItem = List['children'][number];
export type Table = Of<'table'>;
export type TableRow = Table['children'][number];
export type AnyNode = Root | Block | Inline;

type Of<T extends Block['type']> = Extract<Block, { readonly type: T }>;
