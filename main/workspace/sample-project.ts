import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '#contract';
import { shippedFolder } from '../host/shipped.ts';
import type { Unopenable } from './open-project.ts';

/** The project a first run opens, copied once into the person's data folder, theirs to change. Answers its folder. */
export function sampleProject(dataDir: string): Result<string, Unopenable> {
  const folder = join(dataDir, 'projects', 'acme');
  if (existsSync(folder)) return ok(folder);
  const unfinished = `${folder}.unfinished`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    cpSync(join(shippedFolder('assets'), 'samples', 'acme'), unfinished, { recursive: true });
    renameSync(unfinished, folder);
    return ok(folder);
  } catch (error) {
    return fail(
      'project/unreadable',
      `The sample project could not be copied to "${folder}". Open a project of your own.`,
      String(error),
    );
  }
}
