import type { Project } from '#contract';
import type { Journal } from '../store/journal.ts';
import { readDocument } from './read-document.ts';

/**
 * Drafts found when a project opens. One whose text is what the file says by now was saved just before the program
 * ended and is forgotten; all others are offered, never applied silently.
 */
export function recover(folder: string, journal: Journal, readOnly: boolean): Project['recovered'] {
  return journal.all().flatMap(({ path, at }) => {
    const draft = journal.read(path);
    const file = readDocument(folder, path);
    const saved = draft !== null && file.ok && file.value.text === draft.text;
    if (saved && !readOnly) journal.forget(path);
    return saved ? [] : [{ path, at }];
  });
}
