/** The language as TypeScript types (language.md 2). What an author writes, before anything is resolved. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type JsonSchema = boolean | { readonly [keyword: string]: Json };

export type DocumentKind = 'page' | 'layout' | 'component' | 'theme' | 'messages' | 'library';

/** Any JSON; a string in it may hold `${…}` holes. */
export type Value = Json;
/** Exactly one hole and nothing else. */
export type Expression = string;

export interface Envelope {
  readonly $schema: string;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description?: string;
  readonly meta?: JsonObject;
  readonly requires?: { readonly core?: string; readonly features?: readonly string[] };
  readonly uses?: Readonly<Record<string, string>>;
  readonly extends?: string;
  readonly ext?: JsonObject;
}

export interface Loop {
  readonly each: Expression;
  readonly as: string;
  readonly index?: string;
  readonly key: Expression;
  readonly limit?: number;
  readonly empty?: readonly Node[];
}

export interface Accessibility {
  readonly label?: string;
  readonly description?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly live?: 'off' | 'polite' | 'assertive';
  readonly hidden?: boolean;
  readonly role?: string;
  readonly current?: 'page' | 'step' | 'true';
}

export type Node = string | NodeObject;

export interface NodeObject {
  readonly id: string;
  readonly type: string;
  readonly props?: Readonly<Record<string, Value>>;
  readonly children?: readonly Node[];
  readonly slots?: Readonly<Record<string, readonly Node[]>>;
  readonly for?: Loop;
  readonly let?: Readonly<Record<string, Value>>;
  readonly if?: Expression;
  readonly else?: readonly Node[];
  readonly bind?: string;
  readonly on?: Readonly<Record<string, Json>>;
  readonly style?: JsonObject;
  readonly a11y?: Accessibility;
  readonly lazy?: JsonObject & { readonly placeholder?: readonly Node[] };
  readonly catch?: readonly Node[];
  readonly final?: boolean;
  readonly fallback?: Node | 'drop' | 'placeholder';
  readonly note?: string;
}

export interface DataSource {
  readonly source: string;
  readonly args?: Readonly<Record<string, Value>>;
  readonly schema: JsonSchema;
  readonly load?: 'eager' | 'lazy';
  readonly ttl?: string;
  readonly optional?: boolean;
}

export interface FormRule {
  readonly id: string;
  readonly assert?: Expression;
  readonly check?: string;
  readonly with?: Value;
  readonly at: string;
  readonly message: string;
  readonly when?: 'submit' | 'change';
  readonly severity?: 'error' | 'warning';
}

export interface FormDefinition {
  readonly schema: JsonSchema;
  readonly initial?: JsonObject;
  readonly rules?: readonly FormRule[];
  readonly mode?: ValidationMode;
  readonly submit?: Json;
}

/**
 * How much the three layers of a form weigh: `lenient` runs all, `strict` stops after the first that fails; a map runs
 * all and gives what a layer finds its own severity.
 */
export type ValidationMode = 'lenient' | 'strict' | Readonly<Partial<Record<ValidationLayer, 'error' | 'warning'>>>;

/** Layers 1, 2 and 3 by name: the schema, rules over the value, rules that read what else is there. */
export type ValidationLayer = 'schema' | 'rules' | 'live';

export interface Definitions {
  readonly types?: Readonly<Record<string, JsonSchema>>;
  readonly actions?: Readonly<Record<string, Json>>;
  readonly styles?: Readonly<Record<string, Json>>;
  readonly components?: Readonly<Record<string, ComponentBody>>;
  readonly nodes?: Readonly<Record<string, Node>>;
}

/** Locale → key → MessageFormat 2 text. */
export type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Fixture {
  readonly extends?: string;
  readonly ctx?: JsonObject;
  readonly params?: JsonObject;
  readonly data?: JsonObject;
  readonly form?: JsonObject;
  readonly calls?: JsonObject;
}

export interface TestCase {
  readonly id: string;
  readonly fixture: string;
  readonly matrix?: Matrix;
  readonly form?: JsonObject;
  readonly steps?: readonly JsonObject[];
  /** Durations: keeps animations, and takes a picture at each of these times after they began. */
  readonly at?: readonly string[];
  readonly force?: Readonly<Record<string, string>>;
  readonly expect?: readonly JsonObject[];
  /** Goes over that of the document. */
  readonly thresholds?: { readonly diffRatio?: number; readonly perPixel?: number; readonly reason: string };
  readonly skip?: string;
}

export type ViewportName = string;
export interface Viewport {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
}

export interface Matrix {
  readonly browsers?: readonly string[];
  readonly viewports?: readonly (ViewportName | Viewport)[];
  readonly themes?: readonly string[];
  readonly modifiers?: Readonly<Record<string, readonly string[]>>;
  readonly locales?: readonly string[];
  readonly media?: readonly string[];
}

/** What may differ: a share of pixels, and how far a single one may be off and still count as the same. */
export interface Thresholds {
  readonly diffRatio?: number;
  readonly perPixel?: number;
}

/** A part of the page that no picture shows: a node, or a box of the page in CSS pixels. */
export interface TestMask {
  readonly node?: string;
  readonly box?: readonly number[];
  /** The viewport that a box is for; all by default. */
  readonly viewport?: ViewportName;
  readonly reason: string;
  readonly mode?: 'solid' | 'hide' | 'text';
}

/** The most that the page of a case may come to; see `PageSize`. */
export type Budgets = Partial<PageSize>;

/** What a rendered page comes to. */
export interface PageSize {
  /** As it is sent, without its files. */
  readonly htmlBytes: number;
  readonly cssBytes: number;
  /** Nodes shown, each turn of a loop counted. */
  readonly nodes: number;
  /** Steps of expressions (language.md 3.3). */
  readonly steps: number;
}

/** The `tests` block (language.md 7): outside every render hash. */
export interface Tests {
  readonly fixtures?: Readonly<Record<string, Fixture>>;
  readonly matrix?: Matrix;
  readonly cases?: readonly TestCase[];
  readonly masks?: readonly TestMask[];
  readonly thresholds?: Thresholds;
  readonly a11y?: JsonObject;
  readonly budgets?: Budgets;
}

export interface PageDocument extends Envelope {
  readonly kind: 'page' | 'layout';
  readonly route?: string;
  readonly access?: 'public' | 'user' | { readonly roles: readonly string[] };
  readonly head?: JsonObject;
  readonly params?: Readonly<Record<string, JsonSchema>>;
  readonly data?: Readonly<Record<string, DataSource>>;
  readonly context?: JsonSchema;
  readonly forms?: Readonly<Record<string, FormDefinition>>;
  readonly messages?: Messages;
  readonly defs?: Definitions;
  readonly view?: Node;
  readonly slots?: Readonly<Record<string, readonly Node[]>>;
  readonly overrides?: Readonly<Record<string, JsonObject | null>>;
  readonly tests?: Tests;
}

export interface SlotDefinition {
  readonly description?: string;
  readonly accepts?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
  /** Name → path into the props that types it (`"row": "rows[]"`), or a JSON Schema. */
  readonly provide?: Readonly<Record<string, string | JsonObject>>;
}

/** What a component document and an entry of `defs.components` share. */
export interface ComponentBody {
  readonly props?: JsonSchema;
  readonly slots?: Readonly<Record<string, SlotDefinition>>;
  readonly events?: JsonObject;
  readonly valueType?: JsonSchema;
  readonly parts?: readonly string[];
  readonly tokens?: JsonObject;
  readonly a11y?: JsonObject;
  readonly messages?: Messages;
  readonly view: Node;
  readonly examples?: readonly ComponentExample[];
  readonly migrations?: readonly JsonObject[];
  readonly children?: { readonly allowedIn?: readonly string[]; readonly notIn?: readonly string[] };
}

export interface ComponentExample {
  readonly id: string;
  readonly title?: string;
  readonly props?: JsonObject;
  readonly slots?: Readonly<Record<string, readonly Node[]>>;
  readonly ctx?: JsonObject;
}

export interface ComponentDocument extends Envelope, ComponentBody {
  readonly kind: 'component';
  readonly defs?: Definitions;
  readonly tests?: Tests;
}

export interface LibraryDocument extends Envelope {
  readonly kind: 'library';
  readonly defs?: Definitions;
  readonly messages?: Messages;
}

export interface MessagesDocument extends Envelope {
  readonly kind: 'messages';
  readonly messages?: Messages;
}

export interface ThemeDocument extends Envelope {
  readonly kind: 'theme';
  readonly tenant?: string;
  readonly tokens: JsonObject;
  readonly activate?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly breakpoints?: Readonly<Record<string, string>>;
  readonly components?: Readonly<Record<string, JsonObject>>;
  readonly assets?: JsonObject;
  readonly fonts?: readonly JsonObject[];
  readonly checks?: { readonly contrast?: readonly (readonly [string, string, number])[] };
}

export type StudioDocument = PageDocument | ComponentDocument | LibraryDocument | MessagesDocument | ThemeDocument;
