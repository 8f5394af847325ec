import type { DocumentEdit } from './document-edits.ts';

/** What one saved version changed beside the one before it. */
export interface VersionStep<Version> {
  readonly version: Version;
  readonly edits: readonly DocumentEdit[];
}

/** The version an edit came with: the newest that left the value as it is now; null when it is in none of them. */
export function madeIn<Version>(edit: DocumentEdit, steps: readonly VersionStep<Version>[]): Version | null {
  const step = steps.findLast(({ edits }) => edits.some((other) => isSame(edit, other)));
  return step?.version ?? null;
}

const isSame = (edit: DocumentEdit, other: DocumentEdit): boolean =>
  edit.document === other.document &&
  edit.node === other.node &&
  edit.path === other.path &&
  JSON.stringify(edit.after) === JSON.stringify(other.after);
