import { fail, type Handlers, ok } from '#contract';
import type { RegistryStatus } from '#engine';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import type { OpenProject } from '../workspace/open-project.ts';

type RegistryHandlers = Pick<Handlers, 'registry.status' | 'registry.release-package'>;

/** How components fare. Packages in quarantine, and who released them, stand in the audit log (S2). */
export function registryHandlers(context: Context, inProject: InProject): RegistryHandlers {
  const entry = (what: 'package.quarantined' | 'package.released', { package: subject, ...found }: Quarantined) => ({
    at: context.now().toISOString(),
    who: context.settings.read().author,
    what,
    subject,
    details: { version: found.version, hash: found.hash, rules: found.findings.map(({ rule }) => rule) },
  });
  const look = async (project: OpenProject) => {
    const looked = await project.engine.ask('registry', { milliseconds: 0 });
    if (!looked.ok) return looked;
    const { status } = looked.value;
    if (project.store.readOnly === null) auditNew(project, status);
    return ok(status);
  };
  const auditNew = ({ store }: OpenProject, { packages: { quarantined } }: RegistryStatus): void => {
    if (quarantined.length === 0) return;
    const log = auditIn(store.database);
    const known = hashesOf(log.entries('package.quarantined'));
    for (const one of quarantined) if (!known.includes(one.hash)) log.append(entry('package.quarantined', one));
  };
  return {
    'registry.status': inProject<'registry.status'>(look),
    'registry.release-package': inProject<'registry.release-package'>(async (project, wanted) => {
      const before = await look(project);
      if (!before.ok) return before;
      const found = before.value.packages.quarantined.find(
        (one) => one.package === wanted.package && one.hash === wanted.hash,
      );
      if (!found) return fail('package/not-quarantined', `"${wanted.package}" has changed since. Look at it again.`);
      auditIn(project.store.database).append(entry('package.released', found));
      const released = await project.engine.ask('release-packages', { hashes: [found.hash] });
      if (!released.ok) return released;
      project.announce([]);
      return look(project);
    }),
  };
}

type Quarantined = RegistryStatus['packages']['quarantined'][number];

/** Texts of packages that people have let in. */
export const releasedPackages = ({ store }: Pick<OpenProject, 'store'>): readonly string[] =>
  hashesOf(auditIn(store.database).entries('package.released'));

const hashesOf = (entries: readonly { readonly details: { readonly [key: string]: unknown } }[]): readonly string[] =>
  entries.map(({ details }) => String(details['hash']));
