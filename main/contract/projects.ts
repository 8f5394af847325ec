import type { DocumentKind } from '#engine';
import { event, method, type Nothing, nothing } from './method.ts';

export interface DocumentEntry {
  /** Path below the project folder, with `/`. */
  readonly path: string;
  /** From the envelope; null while the file cannot be read that far. */
  readonly id: string | null;
  readonly kind: DocumentKind | null;
  readonly title: string;
  /** Has edits that are not in the file yet. */
  readonly draft: boolean;
}

export interface Project {
  readonly folder: string;
  readonly name: string;
  /** Why nothing can be written, as a sentence; null when it can. */
  readonly readOnly: string | null;
  readonly documents: readonly DocumentEntry[];
  /** Theme document ids, `core/*` ones included. */
  readonly themes: readonly string[];
  readonly locales: readonly string[];
  readonly viewports: readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly dpr: number;
  }[];
  /** Edits found in the journal when the project was opened, newer than their files. */
  readonly recovered: readonly { readonly path: string; readonly at: string }[];
}

export const projectMethods = {
  'project.get': method<Nothing, Project, 'project/unreadable'>(nothing),
  'project.open': method<{ folder: string }, Project, 'project/not-found' | 'project/unreadable' | 'project/locked'>({
    type: 'object',
    additionalProperties: false,
    required: ['folder'],
    properties: { folder: { type: 'string', minLength: 1, maxLength: 4096 } },
  }),
};

export const projectEvents = {
  /** The list of documents, or a file on disk, changed. */
  'project.changed': event<{ readonly project: Project; readonly paths: readonly string[] }>(),
};
