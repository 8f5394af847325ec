import type { Json } from '../../document/types.ts';
import type { Code, RequestCode } from '../../program.ts';

/**
 * What a program is made of (language.md 9.7). A string is static HTML; every other op is one of these tuples. Blocks
 * are flat: an op that opens one is closed by `['end']`, and may have one `['else']` or `['catch']` in between. Slots
 * are indexes into the frame, nodes are indexes into `Program.nodes`.
 */
export type AnyOp =
  /** From here on the code belongs to that node: diagnostics of a render name it. */
  | readonly ['node', node: number]
  /** Escaped text; null is empty. */
  | readonly ['text', code: Code]
  /** ` name="value"`; left out for null and false, empty for true. */
  | readonly ['attribute', name: string, code: Code]
  /** As `attribute`, for a URL. After a link follows `rel`: its own code, or what an external link needs. */
  | readonly ['url', name: string, code: Code, purpose: 'link' | 'image' | 'action', rel: Code | null]
  /** As `url`, each entry of a `srcset` alone. */
  | readonly ['srcset', name: string, code: Code]
  /** `attribute`, left out when the value is not one of these. */
  | readonly ['axis', name: string, code: Code, values: readonly Json[]]
  | readonly ['set', slot: number, code: Code]
  /** Markup that engine code makes of a map of arguments, whole or not at all; see `builtins/`. */
  | readonly [
      'call',
      builtin: string,
      args: Code,
      /** Types that get the blame; in measured programs only, as in `guard` and `fail`. */
      types?: readonly string[],
    ]
  | readonly ['if', code: Code]
  /** Followed by `case` and at most one `default`, each with its own ops up to the next. */
  | readonly ['switch', code: Code]
  | readonly ['case', value: string]
  | readonly ['default']
  /** `else` holds what is shown for an empty list. */
  | readonly ['each', list: Code, loop: EachLoop]
  /** Fails before the first byte when one of the slots is null. */
  | readonly [
      'guard',
      component: string,
      checks: readonly (readonly [prop: string, slot: number])[],
      types?: readonly string[],
    ]
  /** A boundary: fails at once when one of the data names has failed. `catch` sees the error in its slot. */
  | readonly ['try', error: number, data: readonly string[]]
  /** Around the view: the names are page-critical, `catch` is the root's error view and nothing is buffered. */
  | readonly ['page', error: number, data: readonly string[], status: number]
  /**
   * What a fragment of `Program.fragments` consists of; the blocks around it are its path. Writes nothing itself. With
   * its address, as in `$id`, the box that stands for it when it fails has its id.
   */
  | readonly ['fragment', fragment: number, address?: readonly (string | readonly [Code])[]]
  /**
   * A lazy fragment: its place while the page waits for it, and after `else` what comes into it. With its address, as in
   * `$id`, it may also come behind the page.
   */
  | readonly ['waiting', fragment: number, address?: readonly (string | readonly [Code])[]]
  /** Where late sections stand, behind everything else. */
  | readonly ['sections']
  /** Attributes that make the place of a lazy fragment ask for it; address as in `$id`. */
  | readonly ['lazy', fragment: number, address: readonly (string | readonly [Code])[]]
  /** Sets `{ value, errors, state }` of a form. `name` null: a GET form over params. */
  | readonly ['form', slot: number, node: string, name: string | null]
  /** Filled while sending, outside the hashed bytes: links, attributes of `<html>`, a hidden input. */
  | readonly ['late', what: LateValue]
  /** `<meta property="og:image">` with an absolute address, when the site has an origin. */
  | readonly ['picture', code: Code]
  /** `<link rel="canonical">`, when the site has an origin and the page a route. */
  | readonly ['canonical']
  /** Attributes that send a request without leaving the page, in the words of the dialect. */
  | readonly ['request', request: RequestCode]
  /** The question before an action, for whoever renders to ask it; writes nothing. */
  | readonly ['ask', address: readonly (string | readonly [Code])[], trigger: string, question: Code]
  /** Arguments of a call that no button sends, worked out again where the action is answered; writes nothing. */
  | readonly ['give', address: readonly (string | readonly [Code])[], trigger: string, values: Code]
  /** An input of that Form is shown; writes nothing. `closed`: whether nobody can change it now. */
  | readonly ['input', form: string, pointer: string, closed?: Code]
  /** Whether nobody can change anything in that Form; writes nothing. */
  | readonly ['readonly', form: string, test: Code]
  /** Node id of a traced render, and the keys of the loops around it as in `$id`; not in published programs. */
  | readonly ['trace', id: string, keys?: readonly (string | readonly [Code])[]]
  /** Everything up to `leave` is one instance of these types; in measured programs only (E7). */
  | readonly ['enter', types: readonly string[]]
  | readonly ['leave']
  /** Engine code could not write the node: fails like a guard. */
  | readonly ['fail', component: string, types?: readonly string[]]
  | readonly ['else']
  | readonly ['catch']
  | readonly ['end'];

export interface EachLoop {
  readonly item: number;
  readonly index: number;
  /** Where the encoded key goes; null when no address needs it. */
  readonly key: number | null;
  /** Only a trace needs the key; not in published programs. */
  readonly traced?: true;
  readonly keyOf: Code | null;
  /** The author's; null is the engine's own limit. */
  readonly limit: number | null;
  readonly [name: string]: Json;
}

/**
 * Values the expression language has no words for; they stand where a `Code` stands. Everything else there is code of
 * `expressions/lower.ts`.
 */
export type ValueCode =
  /** A DOM id: constant pieces and codes of encoded keys, joined. */
  | readonly ['$id', pieces: readonly (string | readonly [Code])[]]
  /** Path of this page, without its query. */
  | readonly ['$path']
  /** Address of this page with all lazy nodes rendered in place. */
  | readonly ['$eager']
  /** Address of this page with some params changed. */
  | readonly ['$self', changes: Readonly<Record<string, Code>>]
  /** `'page'` when the link leads to where the reader is. */
  | readonly ['$current', to: Code]
  /** An instant as clocks of `ctx.timeZone` show it. */
  | readonly ['$local', instant: Code]
  /** Whether one of these forms came back with messages. */
  | readonly ['$invalid', forms: readonly string[]]
  /** Address of an action of this program; the program's hash is filled in by the renderer. */
  | readonly ['$action', address: readonly (string | readonly [Code])[], trigger: string]
  /** A key as addresses write it. */
  | readonly ['$key', key: Code]
  /** JSON of a value for an attribute: canonical, and without characters that mean something in HTML. */
  | readonly ['$json', value: Code]
  /** Address of a download: of its action, with the arguments of its call. */
  | readonly ['$download', address: readonly (string | readonly [Code])[], trigger: string, values: Code | null]
  /** A link as the runtime file may follow it. */
  | readonly ['$href', to: Code]
  /** Pixels of the picture behind `asset:`; null for any other address. */
  | readonly ['$size', side: 'width' | 'height', source: Code]
  /** Address of a fragment of this page: with all params or only those of the path, some changed. */
  | readonly [
      '$fragment',
      id: string,
      address: readonly (string | readonly [Code])[],
      params: 'all' | 'path',
      changes: Readonly<Record<string, Code>>,
      url: 'push' | 'replace' | null,
    ]
  /** Words that an action leaves for this page, as `{ tone, message }`. */
  | readonly ['$toasts']
  /** Messages of a form as `{ at, id, message }`. */
  | readonly ['$errors', form: number, ids: Readonly<Record<string, Json>>];

/** Places of a page that a host fills; `laterStylesheets` is the end of the page. */
export type LateValue = 'stylesheets' | 'laterStylesheets' | 'scripts' | 'preferences' | 'csrf';
