import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Compiled, CompileOptions } from '../engine.ts';
import { withoutMarks } from '../stages/5-emit/without-marks.ts';
import type { ProjectRegistry } from './project-registry.ts';

/** A text of one of a project's files as commands show it: with its packages, and what is wrong because of others. */
export async function compileInProject(
  held: ProjectRegistry,
  text: string,
  options: CompileOptions & { readonly file: string },
): Promise<Compiled> {
  const missing = await held.prepare(text, options.file);
  const { program, ...compiled } = held.engine.compile(text, options);
  const uses = compiled.dependencies.map(({ id }) => id);
  const diagnostics = [...compiled.diagnostics, ...missing, ...aroundFile(held, options.file, uses)];
  return { ...compiled, program: program && withoutMarks(program), diagnostics };
}

/** What is wrong with a file because of others: an id that stands in both, a component it uses that is refused. */
export const aroundFile = (
  { project, refusals }: ProjectRegistry,
  file: string,
  uses: readonly string[],
): readonly Diagnostic[] => [
  ...project.diagnostics.filter((diagnostic) => diagnostic.file === file),
  ...refusals(uses),
];
