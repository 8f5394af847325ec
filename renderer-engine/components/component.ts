import type { ComponentExample, Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { WordKey } from '../messages/index.ts';

/**
 * What a prop may be used for; drives escaping and lookups (language.md 2.3). A `url` prop also takes `asset:path`;
 * a `page` prop takes a URL or `{ page, params, hash }`, and the attribute `href` writes either.
 */
export type PropContext =
  | 'text'
  | 'url'
  | 'css-length'
  | 'token'
  | 'icon'
  | 'node-id'
  | 'page'
  | 'form'
  | 'param'
  | 'action'
  | 'source'
  | 'call';

/** One prop: its JSON Schema (with `x-ui`), and what the compiler must know about it. Made by `prop.ts`. */
export interface PropDefinition {
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** Shape props (`!` in language.md 8.2) must be constant after inlining; `emit` gets the plain value. */
  readonly shape: boolean;
  /** Style-only enum, written as `data-{prop}` only when the author set it. */
  readonly axis: boolean;
  /** May be a map `{ base, md, … }`, which becomes a class. */
  readonly responsive: boolean;
  /** A list written in place arrives as its entries: constant, with templates for `Out.template` in them. */
  readonly entries: boolean;
  readonly context: PropContext;
  /** Extra names a string below this prop sees: path inside the prop → names, e.g. `{ '*.value': ['row', 'index'] }`. */
  readonly scope?: Readonly<Record<string, readonly string[]>>;
}

export interface CoreSlot {
  readonly description?: string;
  readonly required?: boolean;
  readonly accepts?: readonly string[];
  readonly max?: number;
  /**
   * Names a fill sees → what they are: a path into the props (`'rows[]'`: an item of `rows`) or a JSON Schema.
   * `'rows[]'` is also how the checker types `row.total`.
   */
  readonly provide?: Readonly<Record<string, string | JsonObject>>;
}

/** A value only known at render time. `emit` can write it, test it or loop over it, never look into it. */
export interface Hole {
  readonly constant: false;
  /** Opaque to components; a binding the emitter made. */
  readonly code: Json;
}

/** A prop as `emit` sees it. */
export type Input<T = Json> = { readonly constant: true; readonly value: T } | Hole;

/** Null, undefined and false leave an attribute out; true writes it empty. */
export type AttributeValue = Input | string | number | boolean | null | undefined;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** What a bound input knows about its field: derived from the form's schema, or from the page's params. */
export interface Field {
  /** JSON Pointer or param name: the `name` attribute. */
  readonly name: string;
  readonly required: boolean;
  /** Native constraints: `min max step minlength maxlength pattern inputmode autocomplete type`. */
  readonly constraints: Readonly<Record<string, string | number>>;
  /** Current value; null when there is none. */
  readonly value: Input;
  /** List of messages; the empty list when valid. */
  readonly errors: Input;
  /** The same of what is only worth a thought; null where no rule says such a thing of this field. */
  readonly warnings: Input | null;
  /** Values of the schema's `enum`, when it has one. */
  readonly options: readonly Json[] | null;
  /** True when the field's schema is a list. */
  readonly multiple: boolean;
  /** What it is when the address does not say; null for fields of forms. */
  readonly fallback: Json;
  /** The form around it shows values only. */
  readonly readonly: Input;
  /** Never written into HTML: the schema says `writeOnly`, or its format is `password`. */
  readonly secret: boolean;
}

/** What `emit` may know about the node it writes. */
export interface EmitNode {
  readonly id: string;
  /** Filled slot names, keyed ones included (`cell:status`). */
  readonly slots: readonly string[];
  /** Set for bound inputs. */
  readonly field: Field | null;
  /** For Form: action address, method and hidden fields; null elsewhere. */
  readonly form: FormTarget | null;
  /** The author's accessible label from `a11y.label`, if any. */
  readonly label: Input | null;
  /** Types of all nodes in a slot, at any depth. */
  typesIn(slot: string): readonly string[];
  /** Actions by trigger, compiled as far as HTML can carry them. */
  readonly actions: Readonly<Record<string, ActionTarget>>;
}

export interface FormTarget {
  readonly method: 'get' | 'post';
  readonly action: Input;
  /** Params that a GET form must keep: name → value. */
  readonly hidden: Readonly<Record<string, Input>>;
  /** All messages of the form, for an error summary: list of `{ at, id, message }`. */
  readonly errors: Input;
}

/** An action that plain HTML can express. */
export type ActionTarget =
  | { readonly kind: 'link'; readonly href: Input; readonly download?: true }
  /** A submit button: `formaction`, `name="_with"` with its value, and the form it belongs to (null: the one around it). */
  | { readonly kind: 'post'; readonly action: Input; readonly values: Input | null; readonly form: Input | null }
  | { readonly kind: 'command'; readonly command: string; readonly target: Input }
  | { readonly kind: 'submit' | 'reset'; readonly form: Input };

/**
 * The only way for a component to make markup. Every value is escaped by its context: text, attribute, or URL for
 * `href src action formaction` and for each entry of `srcset` (`address width, …`). Tag and attribute names are
 * literals of the engine.
 */
export interface Out {
  /**
   * The node's own element: as `element`, plus what every node carries — DOM id where something refers to it,
   * `u-…` style class, axis attributes of set axis props, `aria-*` from `a11y`, trace attribute.
   */
  root(tag: string, attributes: Attributes, body?: () => void): void;
  element(tag: string, attributes: Attributes, body?: () => void): void;
  text(value: Input | string): void;
  /** Places a fill; nothing when it is not filled. `provide`: names the fill sees. `handed`: for its outermost elements. */
  slot(name: string, provide?: Readonly<Record<string, Input>>, handed?: Attributes): void;
  /** A test with a constant is decided now, else at render. */
  if(test: Input, then: () => void, otherwise?: () => void): void;
  match(value: Input, cases: Readonly<Record<string, () => void>>, otherwise?: () => void): void;
  /** Loops over a list. `key` is the author's key template (may use `as`), for DOM ids in the loop. */
  each(
    list: Input,
    options: { readonly as: string; readonly index: string; readonly key?: string | null; readonly limit?: number },
    body: (item: Input, index: Input) => void,
    empty?: () => void,
  ): void;
  /** Whether a part of a constant prop is only known at render: it is a template, and has no fields to look at. */
  isOpen(value: Json): boolean;
  /** A template written by the author in a prop with `scope`, e.g. a column's `value`, seen with extra names. */
  template(text: Json, names: Readonly<Record<string, Input>>): Input;
  /** An expression of our own language over inputs, e.g. `compute('a == b', { a, b })`. Folded when all are constant. */
  compute(expression: string, names: Readonly<Record<string, Input>>): Input;
  /** What the engine says in the language of the page, e.g. `words('page.number', { page })`. */
  words(key: WordKey, args?: Readonly<Record<string, Input>>): Input;
  /** Pixels of the picture behind an address with `asset:`; null for any other. */
  pictureSize(source: Input, side: 'width' | 'height'): Input;
  /** A text prop that is one message, as a list of `{ markup, words }`; null for any other text. */
  messageParts(prop: string): Input | null;
  /**
   * What a built-in of `builtins/` writes, made now when nothing of a render is needed for it, else at render
   * (language.md 9.7).
   */
  call(builtin: string, args: Readonly<Record<string, Input>>): void;
  /** A DOM id below this node, e.g. `id('help')` → `ui-{address}-help`. */
  id(suffix?: string): Input;
  /** Adds a utility class for a constant style object to the root (call before `root`). */
  style(style: JsonObject): void;
  /** The same as a class name, for an element below the root. */
  styleClass(style: JsonObject): string;
  /** Current value of a param of the page; null when it has none of that name. */
  param(name: string): Input;
  /** Address of this page with some params changed and the others kept; other changes lead back to the first page. */
  ownAddress(changes: Readonly<Record<string, Input>>): Input;
  /** `'page'` when a link leads to where the reader is, else null; for `aria-current`. */
  current(to: Input): Input;
  /** An instant as the clock of the reader's time zone shows it, `2026-03-01T09:30`; for controls of browsers. */
  localTime(instant: Input): Input;
  /** What an action that led to this page has to say: list of `{ tone, message }`. */
  toasts(): Input;
  /** Whether a form in a slot of this node came back with messages, so that the slot must not stay closed. */
  hasErrors(slot: string): Input;
}

/**
 * A built-in component: everything about it, in one place (language.md 8.1). Editor, validation, inspector, docs,
 * renderer and server all read this definition.
 */
export interface CoreComponent {
  readonly type: string;
  readonly summary: string;
  readonly category:
    | 'layout'
    | 'typography'
    | 'actions'
    | 'forms'
    | 'data'
    | 'navigation'
    | 'feedback'
    | 'overlay'
    | 'media'
    | 'structural';
  readonly version: string;
  readonly props: Readonly<Record<string, PropDefinition>>;
  /** `family:*` names a slot family. */
  readonly slots: Readonly<Record<string, CoreSlot>>;
  readonly events: readonly string[];
  /** Inputs only: the JSON Schema a bound pointer must fit. */
  readonly valueType?: JsonSchema;
  /** Inputs that offer choices: where from, besides the `enum` of the schema. `list`: only when bound to a list. */
  readonly choices?: 'options' | 'list';
  /** What "open" and "close" mean for it (language.md 4.3). */
  readonly opens?: (props: Readonly<Record<string, Json>>) => 'dialog' | 'popover';
  /** A list prop whose entries act: each entry with `on` becomes a Button in the slot `{slot}:{entry id}`. */
  readonly actingEntries?: { readonly prop: string; readonly slot: string; readonly variant: string };
  /** Elements that themes may style, by the end of their class: `title` is `ui-dialog__title`. */
  readonly parts?: readonly string[];
  /** Where the accessible name comes from: a prop, `a11y.label`, or the content. */
  readonly accessibleName?: AccessibleName;
  readonly children?: { readonly allowedIn?: readonly string[]; readonly notIn?: readonly string[] };
  readonly styles: ComponentStyles;
  readonly examples: readonly CoreExample[];
  emit(props: EmitProps, out: Out, node: EmitNode): void;
}

export interface AccessibleName {
  readonly prop?: string;
  readonly content?: boolean;
  /** `{ with }`: only where that prop is set. */
  readonly required: boolean | { readonly with: string };
}

/** An example of a built-in type may need a name that no prop gives. */
export interface CoreExample extends ComponentExample {
  readonly label?: string;
}

/**
 * Shape props arrive as constants; absent optional props as `{ constant: true, value: null }`. Below the paths of
 * `scope`, and in the fields of a shape list, text arrives as the author wrote it: hand it to `Out.template`.
 */
export type EmitProps = Readonly<Record<string, Input>>;

/** The component's CSS: typed by hand over `--ui-*` tokens, scoped by its class. */
export interface ComponentStyles {
  /** Rules that always apply; selectors start with the component's class, e.g. `.ui-button`. */
  readonly base: string;
  /** Axis → value → declarations for the root; the theme picks the default value. */
  readonly axes?: Readonly<
    Record<string, { readonly default: string; readonly values: Readonly<Record<string, string>> }>
  >;
  /** Rules it shares with other components, written once. */
  readonly shared?: readonly string[];
  /** Component tokens: name → default (`{radius.control}` or a literal); used as `var(--ui-button-radius)`. */
  readonly tokens?: Readonly<Record<string, string>>;
}
