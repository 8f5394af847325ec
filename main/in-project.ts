import { fail, type MethodName, type Reply, type Request } from '#contract';
import type { OpenProject } from './workspace/open-project.ts';

/** The project in use, or null while none could be opened. */
export type CurrentProject = () => OpenProject | null;

/** A handler that needs an open project; without one it answers so. */
export const inProject =
  (current: CurrentProject) =>
  <Name extends MethodName>(
    handle: (project: OpenProject, request: Request<Name>) => Reply<Name> | Promise<Reply<Name>>,
  ) =>
  async (request: Request<Name>): Promise<Reply<Name>> => {
    const project = current();
    return project
      ? handle(project, request)
      : fail('project/unreadable', 'No project is open. Open a folder with a studio.json first.');
  };

export type InProject = ReturnType<typeof inProject>;
