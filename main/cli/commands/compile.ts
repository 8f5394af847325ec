import { describeProblem, hasErrors } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { withFile } from '../with-project.ts';

/** `studio compile FILE`: the program on standard output, or everything about it with `--json`. */
export const compile = (file: string, { json }: { readonly json: boolean }): Promise<Outcome> =>
  withFile(file, 'looking', async ({ project }, document) => {
    const compiled = await project.engine.ask('compile', document);
    if (!compiled.ok) return refused(compiled.failure);
    const { program, diagnostics, stages } = compiled.value;
    const failed = hasErrors(diagnostics) || program === null;
    return {
      exit: failed ? 1 : 0,
      data: json ? compiled.value : failed ? undefined : `${JSON.stringify(program)}\n`,
      words: [
        ...diagnostics.map((diagnostic) => describeProblem(file, diagnostic)),
        ...(failed ? ['Nothing was compiled.'] : []),
        stages.map(({ name, milliseconds }) => `${name} ${milliseconds.toFixed(1)} ms`).join(', '),
      ],
    };
  });
