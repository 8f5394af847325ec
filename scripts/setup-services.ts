import { spawnSync } from 'node:child_process';
import { findService, type ServiceName, services } from '../server/testing/programs.ts';

/**
 * Installs PostgreSQL, Redis and what else stands beside a server where the tests would miss them. Tests start their own from these programs; nothing
 * that is installed needs to run. Where it cannot be installed that is a failure with exit code 2, since tests that
 * leave a database out prove nothing about it.
 */
const missing = (Object.keys(services) as ServiceName[]).filter((name) => findService(name) === null);
if (missing.length > 0) install(missing.flatMap((name) => services[name].packages));
for (const name of missing.filter((one) => findService(one) === null)) {
  const { program, packages } = services[name];
  process.stderr.write(`"${program}" is missing. Install ${packages.join(', ')} with your package manager.\n`);
  process.exitCode = 2;
}

function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  process.stderr.write(`Installing ${packages.join(', ')} (once; about a minute) …\n`);
  // Without a run level nothing is started by being installed.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ])
    if (spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return;
}
