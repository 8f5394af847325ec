import type { CacheStatistics } from './cache/expiring-cache.ts';
import type { ComparedDocuments, CompareOptions } from './compatibility/compare-documents.ts';
import type { DocumentContract } from './compatibility/contract.ts';
import type { CoreComponent } from './components/component.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { DialectName } from './dialects/dialect.ts';
import type { LockFile } from './document/lock-file.ts';
import type {
  DocumentKind,
  Json,
  JsonObject,
  PageDocument,
  StudioDocument,
  Tests,
  ThemeDocument,
  ValidationMode,
} from './document/types.ts';
import type { ValidationStatistics } from './forms/validation-statistics.ts';
import type { Upgrade, UpgradeOptions } from './migrations/upgrade.ts';
import type { StageMarks } from './pipeline/stage-marks.ts';
import type { StageStatistics } from './pipeline/stage-statistics.ts';
import type { Program, ProgramFragment } from './program.ts';
import type { LimitsByType } from './registry/component-limits.ts';
import type { ComponentStatistics, MetricsOptions } from './registry/component-metrics.ts';
import type { Timers } from './registry/ports.ts';
import type { Locked } from './stages/2-resolve/lock-project.ts';
import type { BufferStatistics } from './stages/6-render/buffers.ts';

export type { ValidationMode };

import type { Tracker, TrackerSnapshot } from './tracker/tracker.ts';

/** A document as a host offers it to the engine: its exact text, and a name to show in diagnostics. */
export interface SourceDocument {
  readonly text: string;
  readonly file?: string;
  /** A file of the project by default. Released documents of others come from `vendor`, and stand behind those. */
  readonly from?: 'project' | 'vendor';
  /** The sidecar `<same name>.tests.json`, when there is one: the text of its `tests` object (language.md 2.1). */
  readonly tests?: { readonly text: string; readonly file?: string };
}

/**
 * Port: where `uses` and `extends` find documents. Synchronous, because hosts hold the project in memory;
 * `core/*` documents ship with the engine and need no entry.
 */
export interface DocumentSource {
  /** Every stored document of that id, any version; `[]` when unknown. */
  find(id: string): readonly SourceDocument[];
  /** For sources that change: what they hold now, for the whole of one compilation. */
  now?(): Pick<DocumentSource, 'find'>;
}

/** `studio.json`, as far as rendering needs it (language.md 2.4). */
export interface ProjectSettings {
  readonly theme?: string;
  readonly access?: PageDocument['access'];
  readonly locales?: { readonly default?: string; readonly required?: readonly string[] };
  readonly viewports?: Readonly<
    Record<string, { readonly width: number; readonly height: number; readonly dpr?: number }>
  >;
  readonly site?: {
    readonly origin?: string;
    readonly base?: string;
    readonly images?: readonly string[];
    readonly errors?: Readonly<Record<string, string>>;
  };
}

/** The two manifests of language.md 2.4, parsed. */
export interface HostManifests {
  readonly sources?: JsonObject;
  readonly calls?: JsonObject;
}

/** Milliseconds from any fixed point; never seen by rendered output. */
export type Clock = () => number;

/** Checks that need the host: answers whether a registered rule function holds. */
export type RuleCheck = (args: JsonObject) => boolean | Promise<boolean>;

/** A file named by `asset:path`. Its address is `{base}_ui/assets/{hash12}/{name}`. */
export interface Asset {
  /** `sha256-…` of the bytes. */
  readonly hash: string;
  /** Pixels, for pictures. */
  readonly width?: number;
  readonly height?: number;
}

/** Port: looks an asset up by the path after `asset:`; null when there is none. */
export type AssetSource = (path: string) => Asset | null;

export interface EngineOptions {
  readonly documents?: DocumentSource;
  readonly assets?: AssetSource;
  readonly settings?: ProjectSettings;
  readonly manifests?: HostManifests;
  /** `ui.lock.json`, when the project has one. */
  readonly lock?: LockFile;
  readonly limits?: Partial<Limits>;
  /** Page id → route of every page of the release, for `to: { page }` links. */
  readonly routes?: Readonly<Record<string, string>>;
  /** Times the stages; without it every stage reports 0. */
  readonly clock?: Clock;
  /** Environment fingerprint of the host's language data (language.md 9.4). */
  readonly environment?: Environment;
  /** More built-in types, made with `defineComponent` (language.md 8.1). None may have the name of another. */
  readonly components?: readonly CoreComponent[];
  /** Watches how components fare, see `statistics`; without it nothing is measured. */
  readonly metrics?: MetricsOptions;
  /** What one instance of a type may cost; past it an error stands in its place. */
  readonly componentLimits?: LimitsByType;
  /** Registered rule functions of `calls.manifest.json` `checks`. */
  readonly checks?: Readonly<Record<string, RuleCheck>>;
  /** Ends the wait for checks; without it only those count that answer at once. */
  readonly timers?: Timers;
  /** How pages tell the browser's hypermedia library what to do; `htmx4` by default. Programs are the same for all. */
  readonly dialect?: DialectName;
  /** Is told how long compilations and renders take. */
  readonly tracker?: Tracker;
  /** Hears which stage is in hand, so that a watchdog outside can name one that never ends. */
  readonly marks?: StageMarks;
  /** False: the same text is compiled again each time, as benchmarks need it. Default true. */
  readonly cache?: boolean;
}

export interface Environment {
  readonly icu: string;
  readonly cldr: string;
  readonly tz: string;
}

/** Defaults in `limits.ts` (language.md 9.6). */
export interface Limits {
  readonly documentBytes: number;
  readonly jsonDepth: number;
  readonly nodesPerDocument: number;
  readonly nodesExpanded: number;
  readonly nodeDepth: number;
  readonly instanceDepth: number;
  readonly uses: number;
  readonly dependencies: number;
  readonly extendsChain: number;
  readonly referenceDepth: number;
  readonly stringBytes: number;
  readonly loopItems: number;
  readonly loopItemsHard: number;
  readonly loopProduct: number;
  readonly expressions: number;
  readonly expressionSteps: number;
  readonly renderSteps: number;
  readonly expressionCharacters: number;
  readonly htmlBytes: number;
  readonly boundaryBytes: number;
  readonly params: number;
  readonly formFields: number;
  readonly fragments: number;
  readonly includes: number;
  readonly programBytes: number;
}

export type StageName = 'parse' | 'resolve' | 'validate' | 'optimize' | 'emit' | 'render' | 'style';

export interface StageReport {
  readonly name: StageName;
  readonly milliseconds: number;
  /** Diagnostics this stage added. */
  readonly diagnostics: number;
}

/** Each pass can be switched off alone; the bytes that come out are the same (E12). */
export interface OptimizerSwitches {
  readonly fold: boolean;
  readonly removeDeadBranches: boolean;
  readonly mergeStatic: boolean;
}

export interface CompileOptions {
  /** Shown in diagnostics. */
  readonly file?: string;
  readonly optimize?: Partial<OptimizerSwitches>;
  /** Adds `data-ui-node` as last attribute of every element that starts a node (language.md 9.4). */
  readonly trace?: boolean;
  /** For component documents: the example to render; the first one by default. */
  readonly example?: string;
}

export interface Dependency {
  readonly id: string;
  readonly version: string;
  /** `sourceHash` of that document. */
  readonly hash: string;
}

/** What the author wrote, as far as it could be read: the envelope and the test block. */
export interface DocumentSummary {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly route?: string;
  readonly locales: readonly string[];
  readonly fixtures: readonly string[];
  readonly examples: readonly string[];
  /** `ctx` of the examples that have one; their props are in the program. */
  readonly exampleContexts?: Readonly<Record<string, JsonObject>>;
}

export interface Compiled {
  /** `null` when nothing can be rendered: broken JSON, a kind without a view, or no root node. */
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageReport[];
  readonly document: DocumentSummary | null;
  readonly tests: Tests | null;
  /** All documents that went into the program, the document itself not among them; sorted by id. */
  readonly dependencies: readonly Dependency[];
}

/** `ctx` of language.md 3.3. What is left out takes the defaults of section 7. */
export interface RenderContext {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly now?: string;
  readonly tenant?: { readonly id: string; readonly name: string; readonly features: readonly string[] };
  readonly user?: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly device?: { readonly class: 'phone' | 'tablet' | 'desktop' };
  readonly flags?: Readonly<Record<string, boolean | string>>;
}

/** Answers of data sources that failed, by data name. */
export type DataFailure = { readonly status: 'notFound' | 'forbidden' | 'unavailable' | 'timeout' | 'invalid' };

/** What a source answers: a value, or why there is none. */
export type DataAnswer =
  | { readonly data: Json; readonly failure?: undefined }
  | { readonly failure: DataFailure; readonly data?: undefined };

/** Filled while sending, outside the hashed bytes (language.md 9.4). */
export interface LateValues {
  /** Stylesheet addresses; none by default. Hosts pass `stylesheetAddress(styles, settings)`. */
  readonly stylesheets?: readonly string[];
  /** `data-ui-*` preferences on `<html>`, e.g. `{ scheme: 'dark' }`. */
  readonly preferences?: Readonly<Record<string, string>>;
  /** Script addresses and settings; none by default. Hosts pass `pageScripts(program, files, options)`. */
  readonly scripts?: PageScripts;
  readonly csrf?: string;
  readonly errorId?: string;
  /** Words of an action that led here, shown once by Toasts. */
  readonly toasts?: readonly { readonly tone: string; readonly message: string }[];
}

/** The scripts of a page (language.md 4.5). */
export interface PageScripts {
  readonly files: readonly string[];
  /** Content of `<meta name="htmx-config">`. */
  readonly configuration: string;
}

export interface RenderInput {
  readonly params?: JsonObject;
  readonly data?: JsonObject;
  readonly failures?: Readonly<Record<string, DataFailure>>;
  readonly ctx?: RenderContext;
  /** Values typed into forms, by id of the Form node. */
  readonly form?: JsonObject;
  /** Messages to show beside fields, by Form node id, then field pointer. */
  readonly formErrors?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly late?: LateValues;
  /**
   * `waiting`: a lazy node shows its placeholder, asks for its fragment by itself, and lazy data is not needed. Default
   * `settled`: lazy nodes are rendered in place.
   */
  readonly lazy?: 'settled' | 'waiting';
  /** What single lazy nodes show whatever is asked of all, by node id (`instance--inner`); for tests and previews. */
  readonly forced?: Readonly<Record<string, 'placeholder' | 'error'>>;
}

/** A stream can start before all its data is there. */
export interface StreamInput extends RenderInput {
  /**
   * Data still being asked for, by name. Page-critical data holds back the first byte (language.md 4.6); all other is
   * waited for where it is read, so that what stands before it is sent at once.
   */
  readonly later?: Readonly<Record<string, PromiseLike<DataAnswer>>>;
}

export interface Rendered {
  /** A whole page with `<!doctype html>`, or one fragment. */
  readonly html: string;
  /** HTTP status the page asks for: 200, or what a failed page-critical source means (language.md 4.6). */
  readonly status: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Budget steps used. */
  readonly steps: number;
}

/** A text of CSS rules. */
export interface CriticalStyles {
  readonly css: string;
  /** `sha256-…` of `css`. */
  readonly hash: string;
  /** Size in UTF-8. */
  readonly bytes: number;
}

/** All rules a program needs under one theme, and no others (E9). Minified; one line. */
export interface CompiledStyles extends CriticalStyles {
  /** Source map (version 3) to the lines of themes and documents; each name is the JSON Pointer of what was written. */
  readonly map: string;
  /** What the page needs until its lazy contents arrive, somebody points at something or prints it. */
  readonly critical: CriticalStyles;
  /** Themes, and component documents with styles of their own; sorted by id. */
  readonly dependencies: readonly Dependency[];
  /** Custom properties defined. */
  readonly variables: readonly string[];
  readonly mediaQueries: readonly string[];
  /** `asset:` files the sheet loads, as written in the theme. */
  readonly assets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ValidateOptions {
  /** Default: what the form says. */
  readonly mode?: ValidationMode;
  /** False: checks of the host are left out, e.g. while someone is still typing; the result is not `complete` then. */
  readonly async?: boolean;
  readonly ctx?: RenderContext;
  readonly params?: JsonObject;
  readonly data?: JsonObject;
  /** Milliseconds for all of it; checks unfinished by then are `timedOut`, never valid. Default 2,000. */
  readonly budget?: number;
}

export interface FieldError {
  /** JSON Pointer into the value. */
  readonly at: string;
  /** Rule id, or the JSON Schema keyword. */
  readonly rule: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface LayerResult {
  readonly layer: 1 | 2 | 3;
  readonly valid: boolean;
  readonly ran: boolean;
  readonly timedOut: readonly string[];
  /** Rules that were not run: a field they read failed layer 1, an earlier layer did, or the host was not to be asked. */
  readonly skipped: readonly string[];
  readonly errors: readonly FieldError[];
}

export interface ValidationResult {
  readonly valid: boolean;
  /** False when a rule was not run or not decided, so that `valid` speaks of the others only. */
  readonly complete: boolean;
  readonly layers: readonly LayerResult[];
  readonly errors: readonly FieldError[];
  /** The value, projected to the schema. */
  readonly value: Json;
}

/** What a host asks its sources before it renders. */
export interface DataRequests {
  /** Typed and with defaults. */
  readonly params: JsonObject;
  /** 400 for a bad query param without default, 404 for a bad path param; null when all is well. */
  readonly status: 400 | 404 | null;
  /** By data name. */
  readonly sources: Readonly<Record<string, DataRequest>>;
}

export interface DataRequest {
  readonly source: string;
  readonly args: JsonObject;
  readonly lazy: boolean;
  readonly optional: boolean;
}

/** What a browser sent to the address of an action (language.md 4.3). */
export interface ActionRequest {
  /** Of the node, with its loop keys: `row-cancel__A-1001`. */
  readonly address: string;
  /** `click`, `submit`, `live` … */
  readonly trigger: string;
  /** Fields in the order they came: those of the form by pointer, and `_with`. */
  readonly fields: Iterable<readonly [name: string, text: string]>;
  /** Params of the address, as texts. */
  readonly params?: JsonObject;
  readonly ctx?: RenderContext;
  readonly late?: LateValues;
  /** A script asks and stays in the page; else a plain browser, which gets a page or is sent to one. */
  readonly partial: boolean;
  /** The question before the action has been answered with yes. */
  readonly confirmed: boolean;
}

/** Port: what an action needs of its host. */
export interface ActionHost {
  /** Answers of sources; failures are data too. */
  data(requests: DataRequests['sources']): Promise<Pick<RenderInput, 'data' | 'failures'>>;
  /** Makes a call. Arguments have been checked against the manifest. */
  call(call: string, args: JsonObject): Promise<ActionCallAnswer>;
  /** Whether whoever asks has that permission. */
  may(scope: string): boolean;
}

export type ActionCallAnswer =
  | { readonly ok: true; readonly result: Json }
  | {
      readonly ok: false;
      /** As HTTP says it. */
      readonly status: number;
      /** What is wrong with single fields of a form. */
      readonly errors?: readonly { readonly at: string; readonly message: string }[];
    };

/** What to send back. */
export type ActionAnswer =
  /** To a script: status, headers and what changed in the page. `toasts` are to be shown by the page that follows. */
  | {
      readonly kind: 'partial';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly html: string;
      readonly toasts: readonly { readonly tone: string; readonly message: string }[];
    }
  /** 303 to another page, which shows the toasts once. */
  | {
      readonly kind: 'redirect';
      readonly to: string;
      readonly toasts: readonly { readonly tone: string; readonly message: string }[];
    }
  /** The page itself again, e.g. with the messages of a form. */
  | { readonly kind: 'page'; readonly status: number; readonly input: RenderInput }
  /** A question to a plain browser, as a whole page. */
  | { readonly kind: 'confirm'; readonly html: string }
  /** A file the host is to send. */
  | { readonly kind: 'download'; readonly call: string; readonly args: JsonObject }
  /** Nothing was done. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: 'unknown' | 'params' | 'args' | 'scope' | 'call';
    };

/** A theme as `styles` takes it: a resolved id (`core/theme`, or one the document source knows) or a document. */
export type ThemeReference = string | ThemeDocument;

/** By part of the engine. */
export interface EngineStatistics {
  /** Stages in the order they run, each with what it needs. */
  readonly pipeline: readonly StageStatistics[];
  /** Null for engines without `metrics`. */
  readonly components: ComponentStatistics | null;
  /** Working memory of renders, which is used again. */
  readonly buffers: BufferStatistics;
  /** Compilations kept, by their texts. */
  readonly programs: CacheStatistics;
  /** Null for engines without `tracker`. */
  readonly tracker: TrackerSnapshot | null;
  /** References resolved, and how often that was not needed. */
  readonly resolution: CacheStatistics;
  /** Values of forms that were validated, by layer. */
  readonly validation: ValidationStatistics;
  /** Themes with their parents, tokens followed and checked. */
  readonly themes: CacheStatistics;
  /** Sheets, by program and theme. */
  readonly sheets: CacheStatistics;
}

/** The public door. One engine is cheap, holds caches only, and may be shared by concurrent callers. */
export interface Engine {
  /** Text or parsed document → program. Never throws on any input; `diagnostics` says what is wrong and where. */
  compile(input: string | StudioDocument, options?: CompileOptions): Compiled;
  /** Fills the holes. Bad data shows as diagnostics; only a limit of the whole render throws `RenderLimitError`. */
  render(program: Program, input?: RenderInput): Rendered;
  /**
   * One fragment of a page by its address (language.md 4.4): its HTML alone. Null when there is none of that address, a
   * condition around it is false or no item has that key; such an answer is a 404. A fragment that fails shows its own
   * `catch`, else the error box; over a limit of the whole render it is the error box with status 500.
   */
  renderFragment(program: Program, address: string, input?: RenderInput): Rendered | null;
  /** What an address may mean: usually one fragment, several where branches exclude each other, none if unknown. */
  fragments(program: Program, address: string): readonly ProgramFragment[];
  /**
   * The sources a render needs, with arguments computed from `params` (texts or typed values) and `ctx`. With an address
   * only those that this fragment depends on, and only the params it reads can be wrong.
   */
  dataRequests(program: Program, input?: Pick<RenderInput, 'params' | 'ctx'>, fragment?: string): DataRequests;
  /**
   * The same bytes as `render`, in chunks of about 8 KB; stops working when the consumer stops reading. Data may come
   * later: it is written in the order of the page, whatever comes first.
   */
  renderStream(program: Program, input?: StreamInput): AsyncIterable<string>;
  /** What others may rely on in a document: plain data, to be kept and compared later. Null when the text is none. */
  contract(text: string, file?: string): DocumentContract | null;
  /**
   * A text beside its older versions: every change by its rule, the directions that hold, the smallest honest version,
   * and which dependents break (language.md 10).
   */
  compare(older: readonly string[], newer: string, options?: CompareOptions): ComparedDocuments;
  /**
   * The lock file for documents of a project and what its settings name (`id@range`): what each of them resolves to now.
   * Versions that are locked stay as long as they fit; an engine without a lock takes the highest.
   */
  lock(roots: readonly SourceDocument[], wanted?: readonly string[]): Locked;
  /**
   * A document moved to the newest versions of the components it uses, by their migrations: the new text and what
   * changed. Nothing is written, and nothing is migrated at render (language.md 5.6).
   */
  upgrade(text: string, options?: UpgradeOptions): Upgrade;
  /** CSS of a program under a theme, all its modifiers included. The HTML never depends on it. */
  styles(program: Program, theme?: ThemeReference): CompiledStyles;
  /** What the engine counted since it was made. */
  statistics(): EngineStatistics;
  /** Keeps that share of what its caches hold, the most recently used. */
  shrinkCaches(share: number): void;
  /** Lets go of memory that is only kept to be used again. */
  dropIdle(): void;
  /** Answers an action of the page: the same for server, preview and tests. Never throws on anything a browser sends. */
  act(program: Program, request: ActionRequest, host: ActionHost): Promise<ActionAnswer>;
  /** Three-layer validation of a submitted value of `forms.<form>`. Throws if the program has no such form. */
  validate(program: Program, form: string, value: Json, options?: ValidateOptions): Promise<ValidationResult>;
}
