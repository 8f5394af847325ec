import type { CoreComponent } from '../components/component.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Clock, DocumentSource, Engine } from '../engine.ts';
import type { RegistryFile } from './registered-file.ts';
import type { KeptVersion } from './version-history.ts';

/** The part of an engine that components are tried out with. */
export type TrialEngine = Pick<Engine, 'compile' | 'render' | 'compare'>;

export interface RegistryOptions {
  /** Makes the engine that components are tried out with: the host's own settings, over the documents it is given. */
  readonly engine: (documents: DocumentSource) => TrialEngine;
  /** What the host finds when a dependent is compiled again, after a swap. */
  readonly recompile?: (file: RegistryFile) => readonly Diagnostic[];
  /** Built-in types of the host (language.md 8.1). */
  readonly components?: readonly CoreComponent[];
  /** Milliseconds since 1970, shown to people. */
  readonly now?: () => number;
  /** Measures how long `work` may go on. */
  readonly clock?: Clock;
  /** What the registry knew that this one takes the place of. */
  readonly kept?: KeptRegistry | null;
}

/** What a registry knows that no file says, as plain data: it outlives the thread the registry ran in. */
export interface KeptRegistry {
  readonly counters: RegistryCounters;
  readonly versions: readonly KeptVersion[];
  /** The text in use of each component file, by path. */
  readonly accepted: Readonly<Record<string, string>>;
  /** The text of each that is not taken over. */
  readonly refused: Readonly<Record<string, string>>;
}

/** A file that is there now, or is gone. */
export type FileChange =
  | RegistryFile
  | {
      readonly path: string;
      readonly gone: true;
      /** Only given up from memory: it can be had again, so nobody has to do without it. */
      readonly evicted?: true;
    };

/** What happened, in order. */
export type RegistryEvent =
  | { readonly type: 'loaded' | 'reloaded'; readonly file: string; readonly name: string; readonly version: string }
  | { readonly type: 'removed'; readonly file: string; readonly name: string; readonly version: string }
  | {
      readonly type: 'refused';
      readonly file: string;
      readonly name: string | null;
      readonly reason: string;
      readonly keeps: string | null;
    }
  /** A dependent was compiled again because something it is made from was swapped. */
  | { readonly type: 'recompiled'; readonly file: string; readonly because: string; readonly errors: number };

/** Counted since the registry was made. */
export interface RegistryCounters {
  readonly loaded: number;
  readonly reloaded: number;
  readonly refused: number;
  readonly conflicts: number;
  readonly removed: number;
  readonly recompiled: number;
}

/** One version a type had, oldest first. */
export interface HistoryEntry {
  readonly version: string;
  readonly file: string;
  readonly hash: string;
  readonly at: number;
}
