import { describeProblem, hasErrors } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { withFile } from '../with-project.ts';

/**
 * `studio compile FILE --record`: the original, flattened, with the rules of its forms, what each node is made of,
 * dependencies, hash and times, as JSON on standard output.
 */
export const record = (file: string): Promise<Outcome> =>
  withFile(file, 'looking', async ({ project }, document) => {
    const recorded = await project.engine.ask('record', document);
    if (!recorded.ok) return refused(recorded.failure);
    const compiled = await project.engine.ask('compile', document);
    if (!compiled.ok) return refused(compiled.failure);
    const { diagnostics } = compiled.value;
    const found = { ...recorded.value, lastAccess: new Date(recorded.value.lastAccess).toISOString() };
    return {
      exit: hasErrors(diagnostics) ? 1 : 0,
      data: `${JSON.stringify(found, null, 2)}\n`,
      words: diagnostics.map((diagnostic) => describeProblem(file, diagnostic)),
    };
  });
