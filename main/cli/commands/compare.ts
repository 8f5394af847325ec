import { readFileSync, statSync } from 'node:fs';
import type { Change, CompatibilityLevel } from '#engine';
import { type Outcome, refused } from '../outcome.ts';
import { projectOf } from '../project-of.ts';
import { withProject } from '../with-project.ts';

/**
 * `studio compare OLD... NEW`: what changed for others, the smallest honest version, and whom it breaks. A transitive
 * level asks about each of the older ones, any other about the newest of them.
 */
export async function compare(files: readonly string[], level: CompatibilityLevel): Promise<Outcome> {
  const [before, after] = [files.slice(0, -1), files.at(-1) ?? ''];
  if (before.length === 0) {
    return refused({ code: 'document/not-found', message: 'Name one older file or more, and the new one last.' });
  }
  const missing = files.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (missing !== undefined) return refused({ code: 'document/not-found', message: `There is no file "${missing}".` });
  const found = projectOf(after);
  if (!found.ok) return refused(found.failure);
  const { place, path } = found.value;
  return withProject(place, 'looking', async ({ project }) => {
    const request = {
      path,
      older: before.map((file) => readFileSync(file, 'utf8')),
      text: readFileSync(after, 'utf8'),
      level,
    };
    const reply = await project.engine.ask('compare', request);
    if (!reply.ok) return refused(reply.failure);
    const { comparison, dependents, diagnostics } = reply.value;
    const problems = diagnostics.map(({ code, message }) => `${code} ${message}`);
    if (!comparison) return { exit: 2, data: reply.value, words: ['There is nothing to compare.', ...problems] };
    const { changes, bump, next, compatible } = comparison;
    return {
      exit: compatible && diagnostics.length === 0 ? 0 : 1,
      data: reply.value,
      words: [
        ...changes.map(line),
        ...dependents.map(({ id, problem, takes }) =>
          problem === null
            ? `used by  ${id}${takes ? '' : ', which keeps the version it has'}`
            : `breaks   ${id}: ${problem}`,
        ),
        bump === 'none' ? 'Nothing changed for others.' : `A ${bump} change: ${comparison.before} → ${next} or more.`,
        `${level}: ${compatible ? 'holds' : 'does not hold'}.`,
        ...problems,
      ],
    };
  });
}

const line = ({ bump, rule, pointer, reason, breaks }: Change): string => {
  const broken = [breaks.backward && 'breaks BACKWARD', breaks.forward && 'breaks FORWARD'].filter(Boolean).join(', ');
  return `${bump.padEnd(7)}  ${pointer || '/'}  ${reason} [${rule}${broken === '' ? '' : `; ${broken}`}]`;
};
