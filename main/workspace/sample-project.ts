import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    copyFolder(join(shippedFolder('assets'), 'samples', 'acme'), unfinished);
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

/** File by file, because a packaged program's own files lie in an archive that folder copying does not see into. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyFolder(join(from, entry.name), join(to, entry.name));
    else writeFileSync(join(to, entry.name), readFileSync(join(from, entry.name)));
  }
}
