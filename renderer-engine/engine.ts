import type { CacheStatistics } from './cache/expiring-cache.ts';
import type { ComparedDocuments, CompareOptions } from './compatibility/compare-documents.ts';
import type { DocumentContract } from './compatibility/contract.ts';
import type { Json, JsonObject, PageDocument, StudioDocument } from './document/types.ts';
import type { ValidationStatistics } from './forms/validation-statistics.ts';
import type { Upgrade, UpgradeOptions } from './migrations/upgrade.ts';
import type { StageStatistics } from './pipeline/stage-statistics.ts';
import type { Program, ProgramFragment } from './program.ts';
import type { ComponentStatistics } from './registry/component-metrics.ts';
import type { Locked } from './stages/2-resolve/lock-project.ts';
import type { BufferStatistics } from './stages/6-render/buffers.ts';
import type { TrackerSnapshot } from './tracker/tracker.ts';
import type { ActionAnswer, ActionHost, ActionRequest } from './verbs/act.ts';
import type { Compiled, CompileOptions } from './verbs/compile.ts';
import type { SourceDocument } from './verbs/options.ts';
import type { CompiledRecord } from './verbs/record.ts';
import type { DataRequests, PageStream, Rendered, RenderInput, StreamInput } from './verbs/render.ts';
import type { CompiledStyles, ThemeReference } from './verbs/styles.ts';
import type { ValidateOptions, ValidationResult } from './verbs/validate.ts';

export type { ValidationMode } from './document/types.ts';
export type * from './verbs/act.ts';
export type * from './verbs/compile.ts';
export type * from './verbs/options.ts';
export type * from './verbs/record.ts';
export type * from './verbs/render.ts';
export type * from './verbs/styles.ts';
export type * from './verbs/validate.ts';

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
  /** Everything a compilation found out, and how often it was asked for. Compiles only what is not kept. Never throws. */
  record(text: string, options?: CompileOptions): CompiledRecord;
  /** Fills the holes. Bad data shows as diagnostics; only a limit of the whole render throws `RenderLimitError`. */
  render(program: Program, input?: RenderInput): Rendered;
  /**
   * One fragment of a page by its address (language.md 4.4): its HTML alone. Null when there is none of that address, a
   * condition around it is false or no item has that key; such an answer is a 404. A fragment that fails shows its own
   * `catch`, else the error box; over a limit of the whole render it is the error box with status 500.
   */
  renderFragment(program: Program, address: string, input?: RenderInput): Rendered | null;
  /** Path and query of a page with typed params, canonical (language.md 4.5): names sorted, defaults left out. */
  addressOf(program: Program, params: JsonObject): string;
  /** What an address may mean: usually one fragment, several where branches exclude each other, none if unknown. */
  fragments(program: Program, address: string): readonly ProgramFragment[];
  /**
   * The sources a render needs, with arguments computed from `params` (texts or typed values) and `ctx`. With an address
   * only those that this fragment depends on, and only the params it reads can be wrong.
   */
  dataRequests(program: Program, input?: Pick<RenderInput, 'params' | 'ctx'>, fragment?: string): DataRequests;
  /**
   * The same bytes as `render`, in chunks of about 8 KB; stops working when the consumer stops reading. Data may come
   * later: it is written in the order of the page, whatever comes first. Only sections with `"mode": "stream"` come in
   * the order of their data, behind the page, from where the browser moves them to their places.
   */
  renderStream(program: Program, input?: StreamInput): PageStream;
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
  /** A page that shows a theme itself, to be compiled and rendered in it: colors, type, spaces, contrasts, components. */
  themePage(theme: ThemeReference): PageDocument;
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
