// Plain JavaScript for any Node: `npm start` and `npm test` begin here, before anything is installed.
// Installs what package-lock.json names, then goes on with a Node that runs TypeScript directly.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);
const modules = join(root, 'node_modules');
const stamp = join(modules, '.schema-studio-installed');

installDependencies();
const node = fittingNode();
const bin = join(modules, '.bin');
const environment = {
  // TypeScript is stripped and compiled once, by a process that ends: everything starts faster, and in 25 MB less.
  NODE_COMPILE_CACHE: join(modules, '.cache', 'node'),
  ...process.env,
  PATH: [dirname(node), bin, process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
};
// npm moves to the project's folder; file names on the command line are meant from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
// With it a host can give back what its start has left (`settleMemory`).
const flags = ['--expose-gc'];
await warm();
const child = spawn(node, [...flags, join(root, script), ...args], { stdio: 'inherit', env: environment, cwd });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));

/** `npm ci`, unless what is installed is what the lock file says. */
function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // `npm ci` empties the folder first: behind a link that is the folder of somebody else.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    process.stderr.write(
      '"node_modules" is a link, and what is installed behind it is not what package-lock.json names. Run "npm ci" where the link leads to, or remove the link, then run the command again.\n',
    );
    process.exit(2);
  }
  process.stderr.write('Installing dependencies (once; about a minute) …\n');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    process.stderr.write(
      'The dependencies could not be installed. Check the network and the disk, then run the command again.\n',
    );
    process.exit(2);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Compiles what has changed since the last time, with the same flags, by which Node keeps it. Only saves time and memory: what goes wrong here, nobody misses. */
async function warm() {
  try {
    const { hostFilesStamp } = await import('./host-files.mjs');
    const place = join(environment.NODE_COMPILE_CACHE, 'warm');
    const wanted = hostFilesStamp();
    if (existsSync(place) && readFileSync(place, 'utf8') === wanted) return;
    spawnSync(node, [...flags, join(root, 'scripts', 'warm.mjs')], { env: environment, stdio: 'ignore' });
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, wanted);
  } catch {
    // No cache can be written here, or a file went away while it was looked at.
  }
}

/** The running Node if it is new enough, else the one that came with the dependencies. */
function fittingNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const bundled = join(
    modules,
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(bundled)) return bundled;
  process.stderr.write(
    `Node ${process.versions.node} is too old and none came with the dependencies for this platform. Install Node 24.7 or newer.\n`,
  );
  process.exit(2);
}
