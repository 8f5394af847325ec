import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Result, Settings } from '#contract';
import { type Unwritable, writeWhole } from '../workspace/write-file.ts';

/** What a person chose, for all projects on this machine. */
export interface UserSettings {
  read(): Settings;
  write(settings: Settings): Result<null, Unwritable>;
}

/** `author` speaks for this run of the program only, as `STUDIO_AUTHOR` does on a build machine. */
export function userSettingsIn(dataDir: string, author = process.env['STUDIO_AUTHOR']): UserSettings {
  const file = join(dataDir, 'settings.json');
  return {
    read: () => ({ ...defaults(), ...stored(file), ...(author && { author }) }),
    write: (settings) => writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`),
  };
}

const defaults = (): Settings => ({ author: systemName(), appearance: 'system', rows: 'dense' });

/** A file someone broke by hand counts as none: every value has a default. */
function stored(file: string): Partial<Settings> {
  if (!existsSync(file)) return {};
  try {
    const { author, appearance, rows } = JSON.parse(readFileSync(file, 'utf8'));
    return {
      ...(typeof author === 'string' && author !== '' && { author: author.slice(0, 120) }),
      ...(['system', 'light', 'dark'].includes(appearance) && { appearance }),
      ...(['dense', 'comfortable'].includes(rows) && { rows }),
    };
  } catch {
    return {};
  }
}

function systemName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'Author';
  }
}
