import type { Json } from '../document/types.ts';
import { aboutToken } from './about.ts';
import type { Cursor } from './cursor.ts';
import type { TextEdit } from './rename.ts';
import type { Span } from './text.ts';
import { colorOf, hexOf, type TokenView } from './tokens.ts';

/** What a completion stands for; decides its icon. */
export type ItemKind =
  | 'key'
  | 'prop'
  | 'type'
  | 'value'
  | 'token'
  | 'color'
  | 'reference'
  | 'document'
  | 'function'
  | 'variable'
  | 'property'
  | 'message'
  | 'snippet'
  | 'event';

/** One suggestion. */
export interface Item {
  readonly label: string;
  readonly kind: ItemKind;
  /** Short, beside the label. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly about?: string | undefined;
  /** What it replaces, and with what: plain text, or a snippet with `$1` and `${1:words}`. */
  readonly replace: Span;
  readonly insert: string;
  readonly snippet: boolean;
  /** What typing is compared with: the text that is replaced begins like it. */
  readonly filter: string;
  /** Earlier first; equal ones by label. */
  readonly rank: number;
  readonly deprecated?: boolean;
  /** Edits elsewhere, e.g. a comma that was missing. */
  readonly also?: readonly TextEdit[];
  /** Ask for more suggestions at once: the inserted text is a beginning. */
  readonly again?: boolean;
}

type Rest = Pick<Item, 'label' | 'kind'> & Partial<Omit<Item, 'replace' | 'insert' | 'snippet' | 'filter'>>;

/** A whole JSON value in the place of the one under the cursor. */
export function valueItem(cursor: Cursor, value: Json, rest: Rest): Item {
  return rawValueItem(cursor, JSON.stringify(value), false, rest);
}

/** A JSON value written as a snippet. */
export function rawValueItem(cursor: Cursor, insert: string, snippet: boolean, rest: Rest): Item {
  const comma = cursor.commaBehind ? ',' : '';
  return {
    rank: 5,
    ...rest,
    replace: cursor.replace,
    insert: insert + comma,
    snippet,
    filter: filterOf(cursor, rest.label),
    ...missingComma(cursor),
  };
}

/** A key, with a beginning of its value where there is none yet. */
export function keyItem(cursor: Cursor, key: string, value: string, rest: Omit<Rest, 'label'>): Item {
  const quoted = JSON.stringify(key);
  const comma = cursor.commaBehind ? ',' : '';
  const insert = cursor.hasColon ? quoted : `${escapeSnippet(quoted)}: ${value}${comma}`;
  return {
    rank: 5,
    ...rest,
    label: key,
    replace: cursor.replace,
    insert,
    snippet: !cursor.hasColon,
    filter: filterOf(cursor, key),
    ...missingComma(cursor),
  };
}

/** A part of a string. */
export const partItem = (
  replace: Span,
  insert: string,
  rest: Rest & Partial<Pick<Item, 'filter' | 'snippet'>>,
): Item => ({
  rank: 5,
  snippet: false,
  ...rest,
  replace,
  insert,
  filter: rest.filter ?? insert,
});

/** Editors compare what is replaced with the filter text; inside quotes that begins with one. */
const filterOf = ({ replace, node }: Cursor, label: string): string =>
  node && replace.end > replace.start ? JSON.stringify(label) : label;

const missingComma = ({ commaBefore }: Cursor): Pick<Item, 'also'> =>
  commaBefore === null ? {} : { also: [{ span: { start: commaBefore, end: commaBefore }, text: ',' }] };

/** In snippets `$`, `}` and `\` mean something. */
export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** A token, with its color where it is one. */
export function tokenItem(token: TokenView, replace: Span, insert: string, filter: string, rank: number): Item {
  const color = token.type === 'color' ? colorOf(token.css) : null;
  return {
    label: token.path,
    kind: color ? 'color' : 'token',
    detail: token.css,
    // Editors draw a swatch for the first color they find in the words.
    about: color ? `${hexOf(color)}\n\n${aboutToken(token)}` : aboutToken(token),
    replace,
    insert,
    snippet: false,
    filter,
    rank,
  };
}
