import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentKind, JsonObject, Tests } from '../document/types.ts';
import type { Program } from '../program.ts';

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
