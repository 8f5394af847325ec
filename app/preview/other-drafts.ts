import type { DocumentEntry } from '#contract';
import { documentName } from '../shell/document-groups.ts';

/**
 * What a picture does not show yet: a page is compiled from its own text as it stands in the editor, and from the files
 * of all documents it uses. Null when none of those has a draft.
 */
export function otherDrafts(
  documents: readonly DocumentEntry[],
  { path, uses }: { readonly path: string | null; readonly uses: readonly string[] },
): string | null {
  const drafts = documents.filter((entry) => entry.draft && entry.path !== path && entry.id && uses.includes(entry.id));
  if (drafts.length === 0) return null;
  const names = drafts.map((entry) => documentName(entry.path)).join(', ');
  return drafts.length === 1
    ? `This picture shows ${names} as it is in its file. Save its draft to see it here.`
    : `This picture shows ${names} as they are in their files. Save their drafts to see them here.`;
}
