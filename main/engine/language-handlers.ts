import { fail, type Handlers, ok } from '#contract';
import type { InProject } from '../in-project.ts';

/** The language service answers in the engine's worker; what it refuses is told as a failure. */
export const languageHandlers = (inProject: InProject): Pick<Handlers, 'language.ask'> => ({
  'language.ask': inProject<'language.ask'>(async ({ engine }, request) => {
    const answered = await engine.ask('language', request);
    if (!answered.ok) return answered;
    const { value } = answered;
    if ('refused' in value) return fail('language/refused', value.refused);
    if (value.known) return ok({ result: value.result });
    return fail('language/not-open', 'The engine does not have this document open.');
  }),
});
