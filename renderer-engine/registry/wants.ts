import type { RegistryFile } from './registered-file.ts';

/** `"id@range"` wherever it stands in the text: what a file uses or extends, even while its JSON is broken. */
const reference = /"([a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+)@[^"\\]{1,100}"/g;

/**
 * Ids of the documents a file may be made from. A graph of what to look at again may hold an edge too many, for a text
 * that only looks like a reference, but never one too few.
 */
export function wantsOfText({ text }: Pick<RegistryFile, 'text'>): readonly string[] {
  return [...new Set([...text.matchAll(reference)].map((match) => match[1] ?? ''))];
}
