import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a person's settings, keys and the sample project live; `STUDIO_DATA_DIR` overrides the platform's place. */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const { STUDIO_DATA_DIR: own, APPDATA: roaming, XDG_DATA_HOME: shared } = environment;
  if (own) return own;
  if (platform === 'win32') return join(roaming ?? join(homedir(), 'AppData', 'Roaming'), 'Schema Studio');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Schema Studio');
  return join(shared ?? join(homedir(), '.local', 'share'), 'schema-studio');
}
