import { randomUUID } from 'node:crypto';
import { type About, fail, type Handlers, type Listen, type Result } from '#contract';
import type { Context } from './context.ts';
import { findAsset } from './engine/find-asset.ts';
import { fileKeychain, type Keychain } from './host/keychain.ts';
import { createEvents } from './rpc/events.ts';
import { createHandlers } from './rpc/handlers.ts';
import { type Report, toStandardError } from './rpc/report.ts';
import { userSettingsIn } from './settings/user-settings.ts';
import { blobsIn } from './store/blobs.ts';
import { type OpenOptions, type OpenProject, openProject, type Unopenable } from './workspace/open-project.ts';
import { sampleProject } from './workspace/sample-project.ts';

export interface StudioOptions {
  /** Folder with a `studio.json`, or a lone document; null: the sample project, copied on first use. */
  readonly project: string | null;
  /** Folder of this person's settings, secrets and sample project. */
  readonly dataDir: string;
  readonly host: About['host'];
  /** Files in the data folder by default; the desktop seals them. */
  readonly keychain?: Keychain;
  readonly report?: Report;
  readonly stored?: boolean;
  readonly watched?: boolean;
}

/** Schema Studio without a window: the contract answered, for a host or the command line to pass on. */
export interface Studio {
  readonly handlers: Handlers;
  readonly on: Listen;
  /** The project in use; null when none could be opened. */
  readonly project: () => OpenProject | null;
  /** PNG of a stored picture, by hash. */
  picture(hash: string): Uint8Array | null;
  /** Bytes behind an address with `_ui/assets/` in it, as previews load them. */
  asset(address: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
  close(): Promise<void>;
}

/** Opens the project too; one that does not open leaves a studio that says why and can open another. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { dataDir, report = toStandardError, stored = true, watched = true } = options;
  const context: Context = {
    host: options.host,
    dataDir,
    settings: userSettingsIn(dataDir),
    keychain: options.keychain ?? fileKeychain(dataDir),
    events: createEvents((error) => report(`listener: ${error instanceof Error ? error.stack : String(error)}`)),
    report,
    now: () => new Date(),
    newId: randomUUID,
  };
  let opened = await openFirst(options.project, context, { stored, watched });
  const current = () => (opened.ok ? opened.value : null);

  const handlers = createHandlers(context, current, {
    'project.get': async () => {
      if (!opened.ok) return fail('project/unreadable', opened.failure.message, opened.failure.details);
      const view = await opened.value.view();
      return view.ok ? view : fail('project/unreadable', view.failure.message);
    },
    'project.open': async ({ folder }) => {
      const next = await openProject(folder, context, { stored, watched });
      if (!next.ok) return next;
      const before = current();
      opened = next;
      await before?.close();
      return next.value.view();
    },
  });
  return {
    handlers,
    on: context.events.on,
    project: current,
    picture: (hash) => {
      const project = current();
      return project ? blobsIn(project.store.database).get(hash) : null;
    },
    asset: async (address) => {
      const project = current();
      return project ? findAsset(project.engine, address, null) : null;
    },
    close: async () => current()?.close(),
  };
}

async function openFirst(
  place: string | null,
  context: Context,
  options: OpenOptions,
): Promise<Result<OpenProject, Unopenable>> {
  if (place !== null) return openProject(place, context, options);
  const sample = sampleProject(context.dataDir);
  return sample.ok ? openProject(sample.value, context, options) : sample;
}
