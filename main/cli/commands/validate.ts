import type { Diagnostic } from '#engine';
import type { OpenProject } from '../../workspace/open-project.ts';
import { readDocument } from '../../workspace/read-document.ts';
import { describeProblem } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, withFile, withProject } from '../with-project.ts';

/** What is wrong with a project apart from its documents, e.g. a folder that cannot be read. */
interface ProjectProblem {
  readonly path: string;
  readonly message: string;
}

interface Checked {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** `studio validate [FILE…]`: the problems of files, or of every document of the project. */
export async function validate(files: readonly string[]): Promise<Outcome> {
  if (files.length === 0) return validateProject();
  const checked: Checked[] = [];
  for (const file of files) {
    const outcome = await withFile(file, 'looking', async ({ project }, { path, text }) => {
      const compiled = await project.engine.ask('compile', { path, text });
      if (!compiled.ok) return refused(compiled.failure);
      checked.push({ file, diagnostics: compiled.value.diagnostics });
      return { exit: 0 };
    });
    if (outcome.exit !== 0) return outcome;
  }
  return report(checked);
}

async function validateProject(): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'looking', async ({ project }) => {
    const described = await project.engine.ask('describe', null);
    if (!described.ok) return refused(described.failure);
    const { documents, diagnostics, problems } = described.value;
    const checked: Checked[] = [];
    for (const { path } of documents) {
      const result = await check(project, path);
      if ('exit' in result) return result;
      checked.push(result);
    }
    const paths = new Set(documents.map(({ path }) => path));
    // Those of a document come with the document.
    const settings = Map.groupBy(
      diagnostics.filter(({ file }) => file && !paths.has(file)),
      ({ file }) => file ?? '',
    );
    for (const [file, found] of settings) checked.push({ file, diagnostics: found });
    return report(checked, problems);
  });
}

async function check({ folder, engine }: OpenProject, path: string): Promise<Checked | Outcome> {
  const document = readDocument(folder, path);
  if (!document.ok) return refused(document.failure);
  const compiled = await engine.ask('compile', { path, text: document.value.text });
  return compiled.ok ? { file: path, diagnostics: compiled.value.diagnostics } : refused(compiled.failure);
}

function report(checked: readonly Checked[], ofProject: readonly ProjectProblem[] = []): Outcome {
  const problems = checked.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => ({ file, diagnostic })));
  const errors = problems.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  const isValid = errors === 0 && ofProject.length === 0;
  const documents = checked.length === 1 ? '1 document' : `${checked.length} documents`;
  return {
    exit: isValid ? 0 : 1,
    data: { valid: isValid, files: checked, ...(ofProject.length > 0 && { problems: ofProject }) },
    words: [
      ...ofProject.map(({ message }) => message),
      ...problems.map(({ file, diagnostic }) => describeProblem(file, diagnostic)),
      `${documents}, ${errors} errors, ${problems.length - errors} other problems`,
    ],
  };
}
