import { fail, type Handlers, ok } from '#contract';
import type { InProject } from '../in-project.ts';
import { journalIn } from '../store/journal.ts';
import type { KnownDraft } from './jobs.ts';

/**
 * The language service answers in the engine's worker; what it refuses is told as a failure. Edits of documents that no
 * tab shows come along, so that names are found, and renamed, in what people wrote and not in what is on disk.
 */
export const languageHandlers = (inProject: InProject): Pick<Handlers, 'language.ask'> => ({
  'language.ask': inProject<'language.ask'>(async ({ engine, store }, request) => {
    const journal = journalIn(store.database);
    let drafts: readonly KnownDraft[] = journal.all().map(({ path, at }) => ({ path, at }));
    // The worker may be a new one, and a draft may be written meanwhile.
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const answered = await engine.ask('language', { ...request, drafts });
      if (!answered.ok) return answered;
      const { value } = answered;
      if ('wanted' in value) {
        drafts = journal.all().flatMap(({ path, at }) => withText(journal.read(path), value.wanted) ?? { path, at });
        continue;
      }
      if ('refused' in value) return fail('language/refused', value.refused);
      return value.known
        ? ok({ result: value.result })
        : fail('language/not-open', 'The engine does not have this document open.');
    }
    return fail('language/not-open', 'The engine does not have the newest edits.');
  }),
});

const mostAttempts = 4;

const withText = (draft: Required<KnownDraft> | null, wanted: readonly string[]): KnownDraft | null =>
  draft && wanted.includes(draft.path) ? { path: draft.path, at: draft.at, text: draft.text } : null;
