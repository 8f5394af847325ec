import { join } from 'node:path';
import type { Diagnostic, UpgradeChange } from '#engine';
import { lineDifference } from '../../line-difference.ts';
import { readDocument } from '../../workspace/read-document.ts';
import { writeWhole } from '../../workspace/write-file.ts';
import { describeProblem } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, type Session, withFile, withProject } from '../with-project.ts';

interface Upgraded {
  readonly file: string;
  readonly changes: readonly UpgradeChange[];
  readonly notes: readonly string[];
  readonly difference: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly written: boolean;
}

/** `studio upgrade [FILE]`: moves documents to the newest versions of the components they use, shown as a difference. */
export async function upgrade(file: string | undefined, { check }: { readonly check: boolean }): Promise<Outcome> {
  if (file !== undefined)
    return withFile(file, 'looking', async (session, { path }) => report([await one(session, path, check)], check));
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'looking', async (session) => {
    const described = await session.project.engine.ask('describe', null);
    if (!described.ok) return refused(described.failure);
    const paths = described.value.documents.map(({ path }) => path).filter((path) => !path.startsWith('vendor/'));
    const all: (Upgraded | Outcome)[] = [];
    for (const path of paths) all.push(await one(session, path, check));
    return report(all, check);
  });
}

async function one({ project }: Session, path: string, check: boolean): Promise<Upgraded | Outcome> {
  const document = readDocument(project.folder, path);
  if (!document.ok) return refused(document.failure);
  const before = document.value.text;
  const reply = await project.engine.ask('upgrade', { path, text: before });
  if (!reply.ok) return refused(reply.failure);
  const { text, changes, notes, diagnostics } = reply.value;
  const difference = text === before ? [] : lineDifference(before, text);
  const isSound = diagnostics.length === 0;
  if (text !== before && isSound && !check) {
    const written = writeWhole(join(project.folder, path), text);
    if (!written.ok) return refused(written.failure);
  }
  return { file: path, changes, notes, difference, diagnostics, written: text !== before && isSound && !check };
}

function report(all: readonly (Upgraded | Outcome)[], check: boolean): Outcome {
  const failed = all.find((result): result is Outcome => 'exit' in result);
  if (failed) return failed;
  const upgraded = (all as readonly Upgraded[]).filter(
    ({ difference, diagnostics }) => difference.length > 0 || diagnostics.length > 0,
  );
  const problems = upgraded.flatMap(({ diagnostics }) => diagnostics);
  const words = upgraded.flatMap(({ file, difference, notes, diagnostics, written }) => [
    `--- ${file}`,
    `+++ ${file}`,
    ...difference,
    ...notes,
    ...diagnostics.map((diagnostic) => describeProblem(file, diagnostic)),
    ...(written || check ? [] : [`${file} was not changed.`]),
  ]);
  const last = upgraded.length === 0 ? ['Everything is up to date.'] : [];
  return {
    exit: problems.length > 0 || (check && upgraded.length > 0) ? 1 : 0,
    data: { files: upgraded },
    words: [...words, ...last],
  };
}
