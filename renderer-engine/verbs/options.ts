import type { CoreComponent } from '../components/component.ts';
import type { DialectName } from '../dialects/dialect.ts';
import type { LockFile } from '../document/lock-file.ts';
import type { Json, JsonObject, PageDocument } from '../document/types.ts';
import type { OverrideSettings } from '../messages/index.ts';
import type { StageMarks } from '../pipeline/stage-marks.ts';
import type { LimitsByType } from '../registry/component-limits.ts';
import type { MetricsOptions, MetricsStore } from '../registry/component-metrics.ts';
import type { Timers } from '../registry/ports.ts';
import type { Tracker } from '../tracker/tracker.ts';

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
export interface ProjectSettings extends OverrideSettings {
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

/**
 * A function that expressions call. Pure: the same arguments give the same answer, on every machine, and nothing else
 * happens. Arguments are frozen plain JSON; any of them may be null.
 */
export type HostFunction = (...args: readonly Json[]) => unknown;

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
  /** Of a Markdown text. */
  readonly markdownBytes: number;
  readonly loopItems: number;
  readonly loopItemsHard: number;
  readonly loopProduct: number;
  readonly expressions: number;
  readonly expressionSteps: number;
  readonly renderSteps: number;
  readonly expressionCharacters: number;
  readonly htmlBytes: number;
  readonly boundaryBytes: number;
  readonly messages: number;
  readonly tokens: number;
  readonly shots: number;
  readonly params: number;
  readonly formFields: number;
  readonly fragments: number;
  readonly includes: number;
  readonly programBytes: number;
}

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
  /**
   * Watches how components fare, see `statistics`; without it nothing is measured. By default one of 50 renders is, each
   * instance in it, the first one included; the others run without marks. Failures are counted in all of them. Engines
   * may share a store.
   */
  readonly metrics?: MetricsOptions | MetricsStore;
  /** What this host offers beyond the engine, for `requires.features`. */
  readonly features?: readonly string[];
  /** What one instance of a type may cost; past it an error stands in its place. */
  readonly componentLimits?: LimitsByType;
  /** Registered rule functions of `calls.manifest.json` `checks`. */
  readonly checks?: Readonly<Record<string, RuleCheck>>;
  /** Functions for expressions, with their signatures under `functions` of `calls.manifest.json`; `function:name` in `requires.features`. */
  readonly functions?: Readonly<Record<string, HostFunction>>;
  /** Ends the wait for checks, and for late sections of a stream; without it only those checks count that answer at once. */
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
