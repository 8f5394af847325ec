import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VisualRun } from '#contract';
import { reportPage } from './report-page.ts';
import type { TestedRun } from './tested-run.ts';

/** A report in the making: a folder with `index.html` and its pictures. */
export interface Report {
  /** Writes the pictures of a run, while its project is open. Throws what the system refuses. */
  add(run: VisualRun, picture: (hash: string) => Uint8Array | null): void;
  /** Where a picture lies below the folder; null: it was not written. */
  place(hash: string): string | null;
  /** Writes the page. Throws what the system refuses. */
  finish(tested: readonly TestedRun[]): void;
}

export function reportIn(folder: string): Report {
  const written = new Set<string>();
  const place = (hash: string) => (written.has(hash) ? `pictures/${hash}.png` : null);
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  return {
    add({ results }, picture) {
      const hashes = results.flatMap(({ baseline, shot, difference }) => [baseline, shot, difference]);
      for (const hash of new Set(hashes)) {
        if (hash === null || written.has(hash)) continue;
        const bytes = soundPicture(picture, hash);
        if (!bytes) continue;
        const file = join(folder, 'pictures', `${hash}.png`);
        writeFileSync(file, bytes);
        written.add(hash);
      }
    },
    place,
    finish: (tested) => writeFileSync(join(folder, 'index.html'), reportPage(tested, place)),
  };
}

/** A damaged picture is told where it would be shown; it keeps nobody from the rest of the report. */
function soundPicture(picture: (hash: string) => Uint8Array | null, hash: string): Uint8Array | null {
  try {
    return picture(hash);
  } catch {
    return null;
  }
}
