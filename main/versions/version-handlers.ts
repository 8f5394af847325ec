import { fail, type Handlers, ok } from '#contract';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import { versionsIn } from '../store/versions.ts';
import { rootText } from './bundle-store.ts';
import { compareVersions } from './compare-versions.ts';
import { compatibility } from './compatibility.ts';
import { saveVersion } from './save-version.ts';
import { sealedVersion } from './sealed-version.ts';

type VersionHandlers = Pick<
  Handlers,
  'version.list' | 'version.save' | 'version.read' | 'version.compare' | 'version.compatibility'
>;

export const versionHandlers = (context: Context, inProject: InProject): VersionHandlers => ({
  'version.list': inProject<'version.list'>(({ store }, { path }) => ok(versionsIn(store.database).ofPath(path))),
  'version.save': inProject<'version.save'>((project, request) => saveVersion(context, project, request)),
  'version.read': inProject<'version.read'>(({ store }, { hash }) => {
    const version = versionsIn(store.database).find(hash);
    const sealed = sealedVersion(store, hash);
    return version && sealed
      ? ok({ version, text: rootText(sealed.bundle) })
      : fail('version/not-found', 'This version is not stored in the project.');
  }),
  'version.compatibility': inProject<'version.compatibility'>(compatibility),
  'version.compare': inProject<'version.compare'>(compareVersions),
});
