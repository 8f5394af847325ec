import type { Named } from '../document/shapes/shape.ts';
import type { DocumentView } from './project.ts';
import { insideOf, type Span, type TextNode } from './text.ts';

/** A name of something, where it stands in a document. */
export interface Mention {
  readonly named: Named | 'token';
  readonly name: string;
  readonly role: 'declares' | 'uses';
  /** The name itself, without quotes or anything around it. */
  readonly span: Span;
  /** The key or text it stands in. */
  readonly node: TextNode;
  /** What it is the name of: the value behind a declaring key; of a node, the node. */
  readonly target?: TextNode | undefined;
  /** Alias of the document it belongs to, when that is written before it. */
  readonly alias?: string;
  /** Of a local name: the node that introduces it. */
  readonly within?: TextNode;
  /** Of a prop of an instance: the type. */
  readonly of?: string;
}

/** A walk through a document. */
export interface Walk {
  readonly view: DocumentView;
  readonly mentions: Mention[];
  /** Names that nodes around introduce, innermost last. */
  readonly locals: readonly { readonly name: string; readonly within: TextNode }[];
}

export type Path = readonly (string | number)[];

/** Notes a name; it is all that its node says, unless a span says otherwise. */
export function add(mention: Omit<Mention, 'span'>, walk: Walk, span?: Span): undefined {
  walk.mentions.push({ ...mention, span: span ?? insideOf(mention.node, walk.view.text.text) });
}
