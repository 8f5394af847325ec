import type { DocumentEntry, Preview, PreviewOptions, Request } from '#contract';
import type {
  Bundle,
  ComparedDocuments,
  CompatibilityLevel,
  Compiled,
  CompiledRecord,
  Diagnostic,
  PageSize,
  ProjectSettings,
  RegistryEvent,
  RegistryStatus,
  Tests,
  Upgrade,
} from '#engine';
import type { ProjectStatistics } from '#engine/node';
import type { Visit, VisualCase } from '#visual';
import type { CheckedValue, ValueRequest } from './check-value.ts';

/** What is on disk, as the engine sees it. */
export interface ProjectDescription {
  readonly name: string;
  readonly namespace: string | null;
  readonly documents: readonly Omit<DocumentEntry, 'draft'>[];
  readonly themes: readonly string[];
  readonly locales: readonly string[];
  readonly settings: ProjectSettings;
  /** Mistakes in `studio.json`, in the manifests, and between files. */
  readonly diagnostics: readonly Diagnostic[];
  /** What could not be read, each with its sentence. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** A text of a document with everything it pulls in, as exact texts under one hash. */
export interface Sealed {
  readonly bundle: Bundle;
  readonly hash: string;
  readonly programHash: string;
}

/** What came of sealing; `sealed` is null while the document has errors. */
export interface Sealing {
  readonly sealed: Sealed | null;
  readonly compiled: Omit<Compiled, 'program'>;
}

/** What may be asked of a picture besides the bundle it shows. */
export interface ShotRequest {
  readonly sealed: Sealed;
  /** Marks nodes with `data-ui-node`, so that masks can find them. */
  readonly trace: boolean;
  readonly case: Pick<VisualCase, 'fixture' | 'theme' | 'locale' | 'scheme' | 'modifiers' | 'force' | 'form'> & {
    /** As a visitor gets it: its scripts run, and lazy parts ask for themselves. */
    readonly visited?: boolean;
  };
}

/** A page that links lead to. */
export interface LinkedPage {
  readonly sealed: Sealed;
  /** Full path with params as `{name}`, base included. */
  readonly route: string;
}

/** What a visited page is asked for. */
export interface VisitRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** URL-encoded fields. */
  readonly body: string | null;
  /** A script asks, and stays in the page. */
  readonly isPartial: boolean;
  /** What the page that follows an action is to say. */
  readonly toasts: readonly Toast[];
}

export interface Toast {
  readonly tone: string;
  readonly message: string;
}

/** What a server would answer, and what became known on the way. */
export interface VisitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where a plain browser is sent: path and query; null: nowhere. */
  readonly location: string | null;
  /** For the next page. */
  readonly toasts: readonly Toast[];
  readonly calls: Visit['calls'];
  readonly found: Visit['found'];
}

export interface Plan {
  /** Null when this engine finds errors in it. */
  readonly programHash: string | null;
  readonly tests: Tests | null;
  readonly examples: readonly string[];
  readonly settings: ProjectSettings;
}

/** A page with its sheet linked as a server would, that sheet apart, and the clock it was rendered by. */
export interface RenderedPage {
  /** Path and query of the page; only of one that is visited. */
  readonly address?: string;
  readonly html: string;
  readonly css: string;
  readonly now?: string;
  readonly timeZone?: string;
  readonly size: PageSize;
}

/** A page of a visual case, or a sentence on why there is none. */
export type RenderedCase = { readonly page: RenderedPage } | { readonly problem: string };

export interface RenderRequest {
  readonly path: string;
  readonly text: string;
  readonly options: PreviewOptions;
}

export interface CompareRequest {
  readonly path: string;
  /** Oldest or newest first. */
  readonly older: readonly string[];
  readonly text: string;
  readonly level: CompatibilityLevel;
}

export interface AssetRequest {
  /** First 12 hex digits. */
  readonly hash: string;
  readonly name: string;
}

export interface ServedAsset {
  readonly bytes: Uint8Array;
  /** Media type. */
  readonly type: string;
}

/** A document with edits that are in no file yet; `at` changes with its text, which is sent when it is wanted. */
export interface KnownDraft {
  readonly path: string;
  readonly at: string;
  readonly text?: string;
}

/** Every job of the engine worker: what it is given, what it answers. Both are plain data. */
export interface Jobs {
  describe: { readonly request: null; readonly answer: ProjectDescription };
  /** The files changed: read them again. */
  reload: { readonly request: null; readonly answer: ProjectDescription };
  /** Lets the registry work for about so many milliseconds, null: until it is done; then how it stands. */
  registry: {
    readonly request: { readonly milliseconds: number | null };
    readonly answer: {
      readonly waiting: number;
      readonly news: readonly RegistryEvent[];
      readonly status: RegistryStatus;
    };
  };
  /** Lets packages in that people have looked at, by the hash of their texts. */
  'release-packages': { readonly request: { readonly hashes: readonly string[] }; readonly answer: null };
  /** What the engine counted, and its memory. */
  statistics: { readonly request: null; readonly answer: ProjectStatistics };
  preview: { readonly request: RenderRequest; readonly answer: Preview };
  /**
   * A message to the language server; not known: it does not have the document open. `drafts` are the documents with
   * edits that are in no file: those whose text it lacks are wanted, and nothing was answered yet.
   */
  language: {
    readonly request: Request<'language.ask'> & { readonly drafts: readonly KnownDraft[] };
    readonly answer:
      | { readonly wanted: readonly string[] }
      | { readonly known: false }
      | { readonly known: true; readonly result: unknown }
      | { readonly refused: string };
  };
  /** The gallery of components. */
  gallery: { readonly request: { readonly options: PreviewOptions }; readonly answer: Preview };
  /** A value for a form, through the three layers of its validation. */
  'check-value': { readonly request: ValueRequest; readonly answer: CheckedValue };
  compile: { readonly request: { readonly path: string; readonly text: string }; readonly answer: Compiled };
  /** What came of a text, as the engine keeps it; the time of the last access in milliseconds since 1970. */
  record: { readonly request: { readonly path: string; readonly text: string }; readonly answer: CompiledRecord };
  /** A text beside its older versions, and what it means for the documents of the project that use it. */
  compare: { readonly request: CompareRequest; readonly answer: ComparedDocuments };
  /** A text moved to the newest versions of what it uses. */
  upgrade: { readonly request: { readonly path: string; readonly text: string }; readonly answer: Upgrade };
  seal: { readonly request: { readonly path: string; readonly text: string }; readonly answer: Sealing };
  'preview-sealed': {
    readonly request: { readonly sealed: Sealed; readonly options: PreviewOptions };
    readonly answer: Preview;
  };
  'render-sealed': { readonly request: ShotRequest; readonly answer: RenderedCase };
  /** A request of a page that is visited. `isStart`: of the case's own, which begins where its fixture says. */
  visit: {
    readonly request: ShotRequest & { readonly asked: VisitRequest; readonly isStart: boolean };
    readonly answer: VisitAnswer;
  };
  /** The pages that `most` links lead to, one after the other, as they are saved; one that has errors is left out. */
  'seal-linked': {
    readonly request: { readonly sealed: Sealed; readonly most: number };
    readonly answer: readonly LinkedPage[];
  };
  /** Hashes of the pages of cases, in their order; null where there is none. */
  'hash-sealed': {
    readonly request: { readonly sealed: Sealed; readonly shots: readonly Omit<ShotRequest, 'sealed'>[] };
    readonly answer: readonly (string | null)[];
  };
  /** A sealed document compiled again: what it comes to, and what its pictures are planned from. */
  plan: { readonly request: { readonly sealed: Sealed }; readonly answer: Plan };
  /** From which width each breakpoint of the project's theme holds, in CSS pixels. */
  breakpoints: { readonly request: { readonly sealed: Sealed }; readonly answer: Readonly<Record<string, number>> };
  /** The file of that name whose hash begins so; null when there is none. */
  asset: { readonly request: AssetRequest; readonly answer: ServedAsset | null };
  'asset-sealed': { readonly request: AssetRequest & { readonly sealed: Sealed }; readonly answer: ServedAsset | null };
}

export type JobName = keyof Jobs;
export type Job<Name extends JobName> = (
  request: Jobs[Name]['request'],
) => Jobs[Name]['answer'] | Promise<Jobs[Name]['answer']>;
