import type { Handlers } from '#contract';
import type { Context } from '../context.ts';
import { languageHandlers } from '../engine/language-handlers.ts';
import { performanceHandlers } from '../engine/performance-handlers.ts';
import { previewHandlers } from '../engine/preview-handlers.ts';
import { registryHandlers } from '../engine/registry-handlers.ts';
import { type CurrentProject, inProject } from '../in-project.ts';
import { releaseHandlers } from '../release/release-handlers.ts';
import { settingsHandlers } from '../settings/settings-handlers.ts';
import { versionHandlers } from '../versions/version-handlers.ts';
import { visualHandlers } from '../visual/visual-handlers.ts';
import { documentHandlers } from '../workspace/document-handlers.ts';

/** Opening another project is the studio's own business; everything else stands here, one line per feature. */
export function createHandlers(
  context: Context,
  current: CurrentProject,
  projects: Pick<Handlers, 'project.get' | 'project.open'>,
): Handlers {
  const within = inProject(current);
  return {
    ...projects,
    ...documentHandlers(within),
    ...previewHandlers(within),
    ...registryHandlers(context, within),
    ...performanceHandlers(context, within),
    ...languageHandlers(within),
    ...versionHandlers(context, within),
    ...visualHandlers(context, within),
    ...releaseHandlers(context, within),
    ...settingsHandlers(context),
  };
}
