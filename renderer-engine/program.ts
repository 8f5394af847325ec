import type { Access } from './document/access.ts';
import type { Json, JsonObject, JsonSchema, Messages, PageDocument, ValidationMode } from './document/types.ts';
import type { Environment } from './engine.ts';

/**
 * A compiled document: plain JSON, hashed, ready to render anywhere (language.md 9.1). `ops` is a flat list of static
 * HTML and operations; expressions inside operations are lowered to nested arrays over frame slots.
 */
export interface Program {
  readonly format: 1;
  readonly engine: string;
  readonly kind: 'page' | 'layout' | 'component';
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** sha256 over canonical JSON of the authored document. */
  readonly sourceHash: string;
  /** sha256 over canonical JSON of contract, ops, frame, messages and styles. Names releases and pictures. */
  readonly hash: string;
  readonly contract: Contract;
  /** What can be asked for on its own, in the order of the page. */
  readonly fragments: readonly ProgramFragment[];
  readonly ops: readonly Op[];
  /** Number of frame slots a render needs. */
  readonly frame: number;
  /** Document id → locale → key → MessageFormat 2 text, only what the program uses. */
  readonly messages: Readonly<Record<string, Messages>>;
  /** What a browser may ask the server to do, in the order of the page (language.md 4.3). */
  readonly actions: readonly ActionEntry[];
  /** Scripts the page needs: none when everything in it works without. */
  readonly scripts: readonly ScriptName[];
  readonly styles: ProgramStyles;
  readonly environment: Environment | null;
  /** Where the nodes that `node` ops name were written; outside the hash. */
  readonly nodes: readonly ProgramNode[];
}

/** A node of the source map. */
export interface ProgramNode {
  /** Node id, `instance--inner` inside components. */
  readonly id: string;
  /** `id@version`. */
  readonly document: string;
  readonly pointer: string;
}

/**
 * A node that can be rendered on its own (language.md 4.4). Its ops stand between `['fragment', n]` and `['end']`, where
 * `n` is its index; the blocks around them are its path.
 */
export interface ProgramFragment extends FragmentReads {
  /** Address without loop keys: `instance--inner`. Stands twice where branches exclude each other or a loop is unrolled. */
  readonly id: string;
  /** For each part of `id` the loop keys that follow it: a constant one, or the frame slot of a loop's key. */
  readonly keys: readonly (readonly (string | number)[])[];
  /** Its own `catch` answers for it: the innermost boundary of its path. */
  readonly guarded: boolean;
  /** Null for what is part of the page from the start. */
  readonly lazy: ProgramLazy | null;
}

/** How a lazy fragment gets into the page (language.md 4.4). */
export interface ProgramLazy {
  /** `visible`, `load`, `idle` or `event:<name>`. */
  readonly when: string;
  readonly mode: 'request' | 'stream';
  /** Milliseconds after which its data counts as failed. */
  readonly timeout: number | null;
}

/** What a fragment depends on: names, sorted. */
export interface FragmentReads {
  /** Params, also through arguments of its data. Only these stand in its address. */
  readonly params: readonly string[];
  /** Data, that of its path included. */
  readonly data: readonly string[];
  /** Those of them that are not only for lazy nodes inside of it, which come when theirs is there; absent for all. */
  readonly awaited?: readonly string[];
  /** Those of them that it cannot be shown without: what is read inside a boundary of its own belongs to that. */
  readonly critical: readonly string[];
}

/** What the page demands of its host. */
export interface Contract {
  readonly route: string | null;
  readonly access: NonNullable<PageDocument['access']>;
  readonly locales: { readonly default: string; readonly available: readonly string[] };
  readonly params: Readonly<Record<string, JsonSchema>>;
  readonly data: Readonly<Record<string, DataContract>>;
  readonly forms: Readonly<Record<string, FormContract>>;
  /** Params that start over when another one changes: the pages of its lists. Absent when there are none. */
  readonly paging?: readonly string[];
  readonly calls: readonly string[];
  readonly dependencies: readonly { readonly id: string; readonly version: string; readonly hash: string }[];
}

export interface DataContract {
  readonly source: string;
  /** Lowered template per argument; reads params and ctx only. */
  readonly args: Readonly<Record<string, Code>>;
  readonly schema: JsonSchema;
  readonly lazy: boolean;
  readonly optional: boolean;
  /** Of an included page: for others it is neither asked for nor missed. */
  readonly access?: readonly Access[];
}

export interface FormContract {
  readonly schema: JsonSchema;
  readonly initial: JsonObject;
  readonly mode: ValidationMode;
  readonly rules: readonly FormRuleContract[];
}

export interface FormRuleContract {
  readonly id: string;
  readonly layer: 2 | 3;
  readonly at: string;
  readonly severity: 'error' | 'warning';
  readonly assert: Code | null;
  readonly check: string | null;
  readonly with: Code | null;
  readonly message: Code;
  /** Field pointers the rule reads; it runs only when they passed layer 1. */
  readonly reads: readonly string[];
  /** Runs as soon as one of those values changes, too. */
  readonly onChange?: true;
}

/** Styles a program uses; the text is made once per theme (stage 7). */
export interface ProgramStyles {
  /** Core component types present, e.g. `["Button", "Table"]`, sorted. */
  readonly types: readonly string[];
  /** Utility class name (`u-` + 12 hex) → the style object behind it. */
  readonly classes: Readonly<Record<string, JsonObject>>;
  /** Component documents present: class name (`acme-status-badge-1`) → tokens, parts and their document id. */
  readonly components: Readonly<
    Record<string, { readonly id: string; readonly tokens: JsonObject; readonly parts: readonly string[] }>
  >;
}

/** A lowered expression: nested arrays, first item names the operation. Made by `expressions/lower.ts`. */
export type Code = Json;

/**
 * A static chunk, or an operation `[name, …]`. Blocks are flat: `if … else … end`, `each … else … end`,
 * `switch case … end`, `try … catch … end`. Each op's fields are documented in `stages/5-emit/ops.ts`.
 */
export type Op = string | readonly [name: string, ...args: Json[]];

export type ScriptName = 'htmx' | 'runtime' | 'stream';

/** One server action: how it is addressed, and what the server does. */
export interface ActionEntry {
  /** Address of its node, `*` for each loop key: `row-cancel__*`. */
  readonly address: string;
  /** `submit` of a form, `live` of a form that refreshes itself, or what triggers the action. */
  readonly trigger: string;
  /** The Form around it: its fields come along. `at` is where it is, for what is not the Form itself. */
  readonly form: { readonly name: string; readonly node: string; readonly at?: TargetCode } | null;
  readonly actions: readonly ActionCode[];
  /** Of included pages around it: who may. */
  readonly access?: readonly Access[];
  /** Of `submit` and `live`: pointers whose values count while their inputs are hidden. */
  readonly keep?: readonly string[];
  /** Of `live`: the parts that depend on what was entered. */
  readonly live?: readonly TargetCode[];
}

/** An action and what follows it, as code over `params`, `ctx`, `form`, `args`, `result` and `error`. */
export interface ActionCode {
  readonly do: string;
  readonly call?: string;
  readonly with?: Code;
  readonly target?: TargetCode;
  readonly swap?: Swap;
  readonly url?: 'push' | 'replace';
  /** Asked first; the words are in the page. */
  readonly confirm?: true;
  readonly event?: string;
  readonly detail?: Code;
  readonly tone?: string;
  readonly message?: Code;
  readonly text?: Code;
  readonly to?: Code;
  readonly href?: Code;
  readonly then?: readonly ActionCode[];
  readonly catch?: Readonly<Record<string, readonly ActionCode[]>>;
}

/** Address of a node: texts, keys of the address that was sent (by position), and codes of keys. */
export type TargetCode = readonly (string | number | readonly [Code])[];

export type Swap = 'morph' | 'replace' | 'inner' | 'append' | 'prepend' | 'before' | 'after' | 'delete' | 'none';

/** A request without leaving the page, before any dialect. */
export interface RequestCode {
  readonly method: 'get' | 'post';
  readonly address: Code;
  /** DOM id of what the answer replaces; null when the answer says everything itself. */
  readonly target: Code | null;
  /** DOM id of the form that a 422 replaces. */
  readonly refused: Code | null;
  readonly swap: Swap;
  readonly trigger: TriggerCode;
  /** What a second request does while one is under way. */
  readonly sync: 'drop' | 'queue' | 'replace' | null;
  /** What is disabled meanwhile. */
  readonly busy: 'this' | 'submit' | null;
  readonly [name: string]: Json;
}

export interface TriggerCode {
  /** An event, `load`, `visible`, `every:5s` or `event:name`. */
  readonly on: string;
  /** DOM ids of the elements to listen at; the element itself when there are none. */
  readonly from: readonly Code[];
  readonly debounce: string | null;
  readonly throttle: string | null;
  readonly once: boolean;
  readonly [name: string]: Json;
}
