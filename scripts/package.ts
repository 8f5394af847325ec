import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.ts';
import { writeElectronStub } from './electron-stub.ts';
import { downloadElectron } from './start-electron.ts';

/**
 * `npm run package [-- --dir] [-- …]`: builds the app and packs it with electron-builder; further options are handed on.
 * Where Electron's binary cannot be had, `--dir` packs around a stub, so that what goes into the archive can be checked
 * anywhere; installers need the real one. `--stub` asks for the stub.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const options = process.argv.slice(2).filter((option) => option !== '--stub');
const dirOnly = options.includes('--dir');
const wantsStub = process.argv.includes('--stub');

const electron = wantsStub ? null : downloadElectron();
if (!electron && !dirOnly) {
  process.stderr.write(
    "Electron's binary could not be downloaded; an installer needs it. With --dir a stub takes its place.\n",
  );
  process.exit(2);
}
await buildAll();
process.exitCode = electron ? pack(join(dirname(electron))) : packWithStub();

function packWithStub(): number {
  process.stderr.write("Packing around a stub in place of Electron's binary.\n");
  const folder = mkdtempSync(join(tmpdir(), 'electron-stub-'));
  try {
    writeElectronStub(folder);
    return pack(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pack(electronDist: string): number {
  const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  const args = [
    builder,
    '--config',
    'electron-builder.yml',
    `-c.electronDist=${electronDist}`,
    '--publish',
    'never',
    ...options,
  ];
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status === 0 && existsSync(join(root, 'release'))) process.stdout.write('Packed into release/.\n');
  return done.status ?? 2;
}
