import type { FastifyBaseLogger } from 'fastify';
import { type Bundle, coreVersion } from '#engine';
import { type LastGood, lastGood } from '../delivery/last-good.ts';
import type { Showing } from '../delivery/restore.ts';
import { keepShown } from '../delivery/show-last-good.ts';
import { type FileRow, insertFiles, isAway, type ReleaseRow, type Storage } from '../storage/index.ts';
import { assetFilesOf } from './compile-bundle.ts';
import type { Compiler } from './compiler.ts';
import { fileRow, sheetFiles, storedSheets } from './stored-sheets.ts';

/** Releases as this server takes them out of storage to show them. */
export interface StoredReleases {
  readonly showing: Showing;
  /** Live pages on this server's disk as well; null with SQLite, which is on this disk itself. */
  readonly kept: LastGood | null;
  /** A file for when the database is away; null when it is not here. */
  fileOnDisk(address: string): FileRow | null;
}

export interface StoredReleasesOptions extends Pick<Showing, 'pages' | 'dialect' | 'host'> {
  readonly storage: Storage;
  readonly dataDir: string;
  /** Compiles what an older engine compiled. */
  readonly compiler: Pick<Compiler, 'compile'>;
  readonly now: () => Date;
  readonly log: () => FastifyBaseLogger | null;
}

export function storedReleases(options: StoredReleasesOptions): StoredReleases {
  const { storage, dataDir, compiler, pages, dialect, host, now, log } = options;
  const { db } = storage;
  /** Made while the database was away. */
  const unstored = new Map<string, FileRow>();
  const kept =
    storage.kind === 'postgres'
      ? lastGood(
          dataDir,
          () => now().getTime(),
          (err) => log()?.warn({ err }, 'a live page cannot be kept on disk'),
        )
      : null;

  async function recompile(release: ReleaseRow): Promise<ReleaseRow | null> {
    const compiled = await compiler.compile(JSON.parse(release.bundle) as Bundle);
    if (!compiled.ok || !compiled.value.program) return null;
    const { program, sheets } = compiled.value;
    const files = sheetFiles(sheets);
    await insertFiles(db, files).catch((error: unknown) => {
      if (!isAway(error)) throw error;
      for (const file of files) unstored.set(file.address, file);
    });
    return { ...release, program: JSON.stringify(program), sheets: storedSheets(sheets) };
  }

  return {
    kept,
    fileOnDisk: (address) => unstored.get(address) ?? kept?.file(address) ?? null,
    showing: {
      db,
      pages,
      dialect,
      host,
      recompile,
      isCurrent: ({ engine }) => engine === coreVersion,
      shown: async (live) => (kept ? keepShown(kept, db, live, assetRows) : undefined),
    },
  };
}

const assetRows = (bundle: Bundle): readonly FileRow[] => assetFilesOf(bundle).map(fileRow);
