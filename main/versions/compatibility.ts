import { fail, ok, type Reply, type Request } from '#contract';
import { versionsIn } from '../store/versions.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { rootText } from './bundle-store.ts';
import { sealedVersion } from './sealed-version.ts';

/** What a text, or a stored version, changes for others beside an older version; null when there is no older one. */
export async function compatibility(
  { store, engine }: OpenProject,
  { path, before, after, text }: Request<'version.compatibility'>,
): Promise<Reply<'version.compatibility'>> {
  const older = before ?? versionsIn(store.database).ofPath(path)[0]?.hash;
  if (older === undefined) return ok(null);
  const newer = after === null ? text : textOf(store, after);
  const old = textOf(store, older);
  if (old === null || newer === null)
    return fail('version/not-found', 'One of the two versions is not stored in the project.');
  const reply = await engine.ask('compare', { path, older: [old], text: newer, level: 'BACKWARD' });
  if (!reply.ok) return reply;
  const { comparison, dependents } = reply.value;
  return ok(comparison && { ...comparison, dependents });
}

function textOf(store: OpenProject['store'], hash: string): string | null {
  const sealed = sealedVersion(store, hash);
  return sealed && rootText(sealed.bundle);
}
