import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockFile, lockText } from '#engine';
import { loadProject, lockOf } from '#engine/node';
import { writeWhole } from '../../workspace/write-file.ts';
import { describeProblem } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere } from '../with-project.ts';

export interface LockArguments {
  /** Only look whether the file is as it should be. */
  readonly check: boolean;
  /** Take the newest versions that fit, instead of keeping those that are locked. */
  readonly renew: boolean;
}

/** `studio lock` and `studio update`: settles which version every `uses` and `extends` of the project stands for. */
export async function lock({ check, renew }: LockArguments): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  const project = loadProject(here.value);
  if (!project) return refused({ code: 'project/not-found', message: 'There is no project to open.' });
  const file = join(here.value, 'ui.lock.json');
  const { lock: wanted, diagnostics } = lockOf(project, { renew });
  const changes = differences(project.lock, wanted);
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === lockText(wanted);
  const problems = diagnostics.map((diagnostic) => describeProblem(diagnostic.file ?? 'ui.lock.json', diagnostic));
  const data = { locked: wanted.documents, changes, upToDate: isSame, diagnostics };
  if (diagnostics.length > 0) return { exit: 1, data, words: [...problems, 'The lock file was not written.'] };
  if (isSame) return { exit: 0, data, words: ['ui.lock.json is up to date.'] };
  if (check) return { exit: 1, data, words: [...changes, 'ui.lock.json is not up to date. Run "studio lock".'] };
  const written = writeWhole(file, lockText(wanted));
  if (!written.ok) return refused(written.failure);
  return { exit: 0, data, words: [...changes, 'Wrote ui.lock.json.'] };
}

/** One line per entry that comes, goes or changes. */
function differences(before: LockFile | null, { documents }: LockFile): readonly string[] {
  const old = before?.documents ?? {};
  const keys = [...new Set([...Object.keys(old), ...Object.keys(documents)])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [old[key], documents[key]];
    if (!one) return [`+ ${key} ${other?.version} from ${other?.from}`];
    if (!other) return [`- ${key} ${one.version}`];
    if (one.version !== other.version) return [`~ ${key} ${one.version} → ${other.version}`];
    if (one.from !== other.from) return [`~ ${key} ${one.from} → ${other.from}`];
    return one.hash === other.hash ? [] : [`~ ${key} ${one.version} has other content`];
  });
}
