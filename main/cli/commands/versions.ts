import { existsSync } from 'node:fs';
import type { Version } from '#contract';
import { versionsIn } from '../../store/versions.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, type Session, withFile, withProject } from '../with-project.ts';

/** `studio save FILE -m MESSAGE`. */
export const save = (file: string, message: string): Promise<Outcome> =>
  withFile(file, 'storing', async ({ studio }, { path, text }) => {
    const reply = await studio.handlers['version.save']({ path, text, message });
    return reply.ok ? about(reply.value) : refused(reply.failure);
  });

/** `studio versions FILE`. */
export const list = (file: string): Promise<Outcome> =>
  withFile(file, 'storing', async ({ studio }, { path }) => {
    const reply = await studio.handlers['version.list']({ path });
    if (!reply.ok) return refused(reply.failure);
    return { exit: 0, data: reply.value, words: reply.value.length > 0 ? reply.value.map(line) : ['No versions yet.'] };
  });

/** `studio approve VERSION`. */
export const approve = (version: string): Promise<Outcome> =>
  withVersion(version, async ({ studio }, { hash }) => {
    const reply = await studio.handlers['review.approve']({ hash });
    return reply.ok ? about(reply.value) : refused(reply.failure);
  });

export interface PublishArguments {
  readonly channel: 'staging' | 'production';
  readonly dryRun: boolean;
}

/** `studio publish VERSION`. */
export const publish = (version: string, { channel, dryRun }: PublishArguments): Promise<Outcome> =>
  withVersion(version, async ({ studio }, { hash }) => {
    const reply = await studio.handlers['release.publish']({ hash, channel, dryRun });
    if (!reply.ok) return refused(reply.failure);
    const { url, semver } = reply.value;
    const words = dryRun ? `The server would take ${semver}: ${url}` : `${semver} is live: ${url}`;
    return { exit: 0, data: reply.value, words: [words] };
  });

/** A version is named by a file (its newest one), its hash, or the beginning of that. */
export async function withVersion(
  name: string,
  command: (session: Session, version: Version) => Promise<Outcome>,
): Promise<Outcome> {
  if (existsSync(name)) {
    return withFile(name, 'storing', async (session, { path }) => {
      const [newest] = versionsIn(session.project.store.database).ofPath(path);
      return newest
        ? command(session, newest)
        : refused({ code: 'version/not-found', message: `"${name}" has no version yet. Save one with "studio save".` });
    });
  }
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'storing', async (session) => {
    const found = versionsIn(session.project.store.database).startingWith(name);
    const [version] = found;
    if (version && found.length === 1) return command(session, version);
    const message = version
      ? `Several versions begin with "${name}". Write more of the hash.`
      : `There is no file or version "${name}".`;
    return refused({ code: 'version/not-found', message });
  });
}

const about = (version: Version): Outcome => ({ exit: 0, data: version, words: [line(version)] });

const line = ({ hash, semver, state, author, createdAt, message }: Version): string =>
  `${hash}  ${semver}  ${state}  ${createdAt}  ${author}  ${message}`;
