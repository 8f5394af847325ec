import type { RegistryFile } from '../registered-file.ts';
import { wantsOfText } from '../wants.ts';
import type { PackageLoader } from './package.ts';
import type { PackageCache } from './package-cache.ts';

/** What a text needs of packages. */
export interface Needed {
  /** Documents of the packages it needs, and of those that are in memory anyway. */
  readonly documents: readonly RegistryFile[];
  /** Packages that could not be loaded, with the reason. */
  readonly problems: readonly { readonly package: string; readonly problem: string }[];
}

/** Loads the packages a text is made from, through everything they are made from themselves. */
export async function packagesFor(
  text: string,
  isKnown: (id: string) => boolean,
  loader: PackageLoader,
  cache: PackageCache,
): Promise<Needed> {
  const owners = new Map(loader.index().flatMap(({ name, provides }) => provides.map((id) => [id, name] as const)));
  const asked = new Set<string>();
  const found = new Map<string, readonly RegistryFile[]>();
  const problems: { package: string; problem: string }[] = [];
  const need = async (ids: readonly string[]): Promise<void> => {
    const names = ids.flatMap((id) => (isKnown(id) ? [] : (owners.get(id) ?? [])));
    const fresh = [...new Set(names)].filter((name) => !asked.has(name));
    for (const name of fresh) asked.add(name);
    await Promise.all(
      fresh.map(async (name) => {
        const loaded = await cache.get(name);
        if ('problem' in loaded) problems.push({ package: name, problem: loaded.problem });
        else {
          found.set(name, loaded.package.documents);
          await need(loaded.package.documents.flatMap(wantsOfText));
        }
      }),
    );
  };
  await need(wantsOfText({ text }));
  // A page that needs more packages than the cache keeps gets all of them all the same.
  for (const { manifest, documents } of cache.loaded()) found.set(manifest.name, documents);
  return {
    documents: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, documents]) => documents),
    problems: problems.sort((a, b) => (a.package < b.package ? -1 : 1)),
  };
}

/** Whether a text is made from packages that are not in memory: what is wrong with it cannot be told yet. */
export function waitsForPackages(
  text: string,
  find: (id: string) => readonly { readonly text: string }[],
  loader: PackageLoader,
): boolean {
  const provided = new Set(loader.index().flatMap(({ provides }) => provides));
  const seen = new Set<string>();
  const waits = (own: string): boolean =>
    wantsOfText({ text: own }).some((id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      const found = find(id);
      return found.length === 0 ? provided.has(id) : found.some((one) => waits(one.text));
    });
  return provided.size > 0 && waits(text);
}
