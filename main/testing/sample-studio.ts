import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { VisualRun } from '#contract';
import { shippedFolder } from '../host/shipped.ts';
import { openStudio, type Studio, type StudioOptions } from '../studio.ts';
import { temporaryFolder } from './folders.ts';
import { valueFrom } from './outcomes.ts';

export interface SampleStudio {
  readonly studio: Studio;
  /** The copied sample project. */
  readonly folder: string;
  readonly dataDir: string;
  text(path: string): string;
  write(path: string, text: string): void;
  /** Runs a visual test to its end. */
  runVisual(path: string, viewports?: readonly string[]): Promise<VisualRun>;
}

/** A studio on its own copy of the sample project, with a data folder of its own; closed when the test ends. */
export async function sampleStudio(options: Partial<StudioOptions> = {}): Promise<SampleStudio> {
  const folder = options.project ?? temporaryFolder();
  if (!options.project) cpSync(join(shippedFolder('assets'), 'samples', 'acme'), folder, { recursive: true });
  const dataDir = options.dataDir ?? temporaryFolder();
  const studio = await openStudio({ watched: false, ...options, project: folder, dataDir, host: 'web' });
  onTestFinished(() => studio.close());
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  return {
    studio,
    folder,
    dataDir,
    text,
    write: (path, content) => writeFileSync(join(folder, path), content),
    runVisual: async (path, viewports) => {
      const ended = Promise.withResolvers<VisualRun>();
      const stop = studio.on('visual.progress', ({ run }) => run.state !== 'running' && ended.resolve(run));
      valueFrom(
        await studio.handlers['visual.run']({
          path,
          text: text(path),
          ...(viewports && { viewports: [...viewports] }),
        }),
      );
      const run = await ended.promise;
      stop();
      return run;
    },
  };
}
