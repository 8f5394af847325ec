import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built-from');
const sources = [
  'app',
  'main',
  'renderer-engine',
  'visual-tests',
  'assets',
  'vite.config.ts',
  'vite.main.config.ts',
  'package-lock.json',
];

/** Builds the window (`dist/app`) and the desktop's main process (`dist/main`), unless nothing changed since. */
export async function buildAll(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Building the app …\n');
  for (const configFile of ['vite.config.ts', 'vite.main.config.ts']) {
    await build({ configFile: join(root, configFile), logLevel: 'warn' });
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Names, sizes and times of everything a build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, join(root, source));
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return;
  if (!entry.isDirectory()) {
    hash.update(`${path} ${entry.size} ${entry.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) if (!name.startsWith('.')) addTo(hash, join(path, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
