import { type Failure, fail, type Result } from '#contract';
import { projectAbove } from '#engine/node';
import { defaultDataDir } from '../host/data-dir.ts';
import { openStudio, type Studio } from '../studio.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { readDocument } from '../workspace/read-document.ts';
import { type Outcome, refused } from './outcome.ts';
import { projectOf } from './project-of.ts';

/** What a command works with: the studio's own handlers, and the project they speak of. */
export interface Session {
  readonly studio: Studio;
  readonly project: OpenProject;
}

/** `looking`: the command stores nothing, so no `.studio` folder is made. */
export type Purpose = 'looking' | 'storing';

/** Opens a project for one command and closes it whatever happens. */
export async function withProject(
  place: string,
  purpose: Purpose,
  command: (session: Session) => Promise<Outcome>,
): Promise<Outcome> {
  const studio = await openStudio({
    project: place,
    dataDir: defaultDataDir(),
    host: 'web',
    stored: purpose === 'storing',
    watched: false,
  });
  try {
    const project = studio.project();
    if (project) return await command({ studio, project });
    const opened = await studio.handlers['project.get']({});
    return refused(opened.ok ? noProject : opened.failure);
  } finally {
    await studio.close();
  }
}

/** As `withProject`, for a command about one file, which is read first. */
export async function withFile(
  file: string,
  purpose: Purpose,
  command: (session: Session, document: { readonly path: string; readonly text: string }) => Promise<Outcome>,
): Promise<Outcome> {
  const found = projectOf(file);
  if (!found.ok) return refused(found.failure);
  const { place, path } = found.value;
  return withProject(place, purpose, async (session) => {
    const document = readDocument(session.project.folder, path);
    return document.ok ? command(session, { path, text: document.value.text }) : refused(document.failure);
  });
}

const noProject: Failure = { code: 'project/not-found', message: 'There is no project to open.' };

/** The project of the folder a command is called in. */
export function projectHere(): Result<string, Failure<'project/not-found'>> {
  const folder = projectAbove(process.cwd());
  return folder
    ? { ok: true, value: folder }
    : fail(
        'project/not-found',
        'There is no studio.json in this folder or above it. Go to your project, or name a file.',
      );
}
