import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../outcome.ts';

/** Commands of the server, which are programs of its own: the desktop's and the server's parts know nothing of each other. */
export const serverCommands = {
  backup: 'everything the server has stored, sealed, as a file: backup FOLDER [--keep 7]',
  restore: 'fill an empty database from a backup: restore FILE [--check]',
  export: 'what the server holds for a tenant, sealed: export --tenant ID FILE, export --open FILE',
  migrate: 'bring the database up to date, and nothing else',
  failover: 'make the standby of PostgreSQL take over: failover ADDRESS',
  preflight: 'what to check before, during and after a release: preflight [--phase PHASE] [--url URL] [--json]',
  posture: 'how well a running server is protected: posture [URL] [--manifests FILE] [--json]',
  'verify-audit': 'whether the audit log is as it was written: verify-audit [DATA_DIR]',
  'first-admin': 'the first person who may let others in: first-admin NAME [DATA_DIR]',
  'self-check': 'whether the server of this machine is alive: self-check [--ready]',
} as const satisfies Readonly<Record<string, string>>;

/** Runs one with what stands behind its name, in this environment; it ends as the command does. */
export async function server(name: string, args: readonly string[]): Promise<Outcome> {
  if (!Object.hasOwn(serverCommands, name))
    return {
      exit: 2,
      words: [`There is no "studio server ${name}". There are: ${Object.keys(serverCommands).join(', ')}.`],
    };
  const file = fileURLToPath(new URL(`../../../server/operations/${name}.ts`, import.meta.url));
  if (!existsSync(file))
    return { exit: 2, words: ['The server does not come with this installation. Run it where the server is.'] };
  const child = spawn(process.execPath, [...process.execArgv, file, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return { exit: code === 0 ? 0 : code === 1 ? 1 : 2 };
}
