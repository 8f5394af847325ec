import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ComponentDocument, DocumentKind } from '../document/types.ts';
import type { SourceDocument } from '../engine.ts';
import type { ComponentDefinition } from './definition.ts';

/** Written in this project, a released document of somebody else below `vendor/`, or part of a component package. */
export type FileOrigin = 'project' | 'vendor' | 'package';

/** A document file as a folder holds it. */
export interface RegistryFile {
  /** Unique; shown to people. */
  readonly path: string;
  readonly text: string;
  /** From the envelope, as far as the text can be read. */
  readonly id: string | null;
  readonly kind: DocumentKind | null;
  readonly tests?: NonNullable<SourceDocument['tests']>;
  /** Of what is vendored or comes in packages, several versions may lie side by side. */
  readonly origin: FileOrigin;
}

/** What the registry holds of a file. `text` is what compilations see: the accepted one, if there ever was one. */
export interface RegisteredFile extends RegistryFile {
  /** Ids it uses or extends. */
  readonly wants: readonly string[];
  /** Components only: what was last found to be right. */
  readonly accepted: Accepted | null;
  /** Why the file as it lies there now is not taken over. */
  readonly refusal: Refusal | null;
}

export interface Accepted {
  readonly text: string;
  readonly definition: ComponentDefinition;
  readonly document: ComponentDocument;
  readonly hash: string;
}

/** Why a component file is not in use as it lies there. */
export interface Refusal {
  readonly kind: 'invalid' | 'conflict' | 'incompatible';
  readonly file: string;
  readonly name: string | null;
  /** One sentence. */
  readonly reason: string;
  /** Version that stays in use; null when there was none before. */
  readonly keeps: string | null;
  readonly diagnostics: readonly Diagnostic[];
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The text that was refused. */
  readonly text: string;
}
