import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Failure, fail, ok, type Project, type Result } from '#contract';
import { viewportsOf } from '#engine';
import { projectAbove } from '#engine/node';
import type { Context } from '../context.ts';
import type { ProjectDescription } from '../engine/jobs.ts';
import { type ProjectEngine, startProjectEngine } from '../engine/project-engine.ts';
import { releasedPackages } from '../engine/registry-handlers.ts';
import { isAlive } from '../host/is-alive.ts';
import { backUpDaily } from '../store/backup.ts';
import { journalIn } from '../store/journal.ts';
import { openMemoryStore, openStore, type Store } from '../store/open-store.ts';
import { backupFolder } from '../store/places.ts';
import { runsIn } from '../store/runs.ts';
import { createRunner, type Runner } from '../visual/runner.ts';
import { recover } from './recovery.ts';
import { watchProject } from './watch.ts';

export type Unopenable = Failure<'project/not-found' | 'project/unreadable' | 'project/locked'>;

export interface OpenOptions {
  /** False: no `.studio` folder is made or read; for commands that only look. */
  readonly stored: boolean;
  /** Follow the files on disk and tell listeners. */
  readonly watched: boolean;
}

/** A project in use: its files, its database, its engine and its visual runs. */
export interface OpenProject {
  readonly folder: string;
  readonly store: Store;
  readonly engine: ProjectEngine;
  readonly runner: Runner;
  readonly now: () => Date;
  /** As the contract shows it. */
  view(): Promise<Result<Project, Unopenable>>;
  /** Tells listeners what changed of the list of documents, e.g. that one has a draft now. */
  announce(paths: readonly string[]): void;
  /** Reads the files again after we wrote one, without waiting for the watcher. */
  reload(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens a project's folder, or a lone document file as a project of its own. */
export async function openProject(
  given: string,
  context: Context,
  { stored, watched }: OpenOptions,
): Promise<Result<OpenProject, Unopenable>> {
  if (!existsSync(given)) return fail('project/not-found', `There is no folder "${given}". Choose another one.`);
  const place = realpathSync(given);
  const folder = folderOf(place);
  if (!folder) {
    return fail(
      'project/not-found',
      `There is no studio.json in "${given}" or above it. Choose the folder of a project.`,
    );
  }
  const opened = stored ? openStore(folder) : ok(openMemoryStore());
  if (!opened.ok) return asUnopenable(opened.failure);
  const store = opened.value;
  const engine = startProjectEngine(statSync(place).isDirectory() ? folder : place);
  const described = await engine.ask('describe', null);
  if (!described.ok) {
    await engine.close();
    store.close();
    return fail('project/unreadable', `"${basename(folder)}" could not be read. ${described.failure.message}`);
  }

  await engine.ask('release-packages', { hashes: releasedPackages({ store }) });
  let description: ProjectDescription = described.value;
  const journal = journalIn(store.database);
  const recovered = recover(folder, journal, store.readOnly !== null);
  if (stored && !store.readOnly) settleStore(store, folder, context.now());
  const runner = createRunner({ store, engine, context });

  const show = (): Project => ({
    folder,
    name: description.name,
    readOnly: store.readOnly,
    documents: withDrafts(description, journal.all()),
    themes: description.themes,
    locales: description.locales,
    viewports: viewportsOf(description.settings),
    recovered,
  });
  const announce = (paths: readonly string[]) => context.events.emit('project.changed', { project: show(), paths });
  const reload = async (paths: readonly string[]) => {
    const again = await engine.ask('reload', null);
    if (!again.ok) return;
    description = again.value;
    announce(paths);
    await lookAtComponents();
  };
  /** The registry works in slices, so that previews are answered in between. */
  const lookAtComponents = async (): Promise<void> => {
    for (let waiting = 1; waiting > 0; ) {
      const looked = await engine.ask('registry', { milliseconds: 50 });
      if (!looked.ok) return;
      waiting = looked.value.waiting;
      const { status, news } = looked.value;
      if (waiting === 0) context.events.emit('registry.changed', { status, news });
    }
  };
  const complain = (error: unknown) => context.report(`reading "${folder}" again: ${String(error)}`);
  const watcher = watched ? await watchProject(folder, (paths) => reload(paths).catch(complain)) : null;
  if (watched) void lookAtComponents().catch(complain);

  return ok({
    folder,
    store,
    engine,
    runner,
    now: context.now,
    view: async () => ok(show()),
    announce,
    reload,
    close: async () => {
      await watcher?.stop();
      await runner.close();
      await engine.close();
      store.close();
    },
  });
}

/** The project a place belongs to; null for a folder outside of any. A file outside of any is its own project. */
function folderOf(place: string): string | null {
  if (statSync(place).isDirectory()) return projectAbove(place);
  return projectAbove(dirname(place)) ?? dirname(place);
}

/** What a new session owes the last one: runs that ended with their process, and today's backup. */
function settleStore(store: Store, folder: string, now: Date): void {
  // What this very process is said to run was run by one before it: ids of processes come again.
  const isOther = (id: number) => id !== process.pid && isAlive(id);
  runsIn(store.database).closeAbandoned(isOther, now.toISOString());
  backUpDaily(store.database, backupFolder(folder), now.toISOString().slice(0, 10));
}

function withDrafts(
  { documents }: ProjectDescription,
  drafts: readonly { readonly path: string }[],
): Project['documents'] {
  const drafted = new Set(drafts.map(({ path }) => path));
  return documents.map((entry) => ({ ...entry, draft: drafted.has(entry.path) }));
}

function asUnopenable({ code, message, details }: Failure): Result<never, Unopenable> {
  return fail(code === 'project/unwritable' ? 'project/locked' : 'project/unreadable', message, details);
}
