import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, type Row } from '../row.ts';

const fileAt = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const most = { must: 100 * 2 ** 20 };

/**
 * What a process holds after an engine was made, its whole catalog loaded and nothing compiled yet; and a whole server
 * that serves nothing yet. Both are started as `npm run` does it (`with-setup.mjs`): what Node makes of TypeScript is
 * there from a process before it, and hosts give back what starting has left.
 */
export async function rows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'schema-studio-bench-'));
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const bytes = (...flags: string[]): number =>
    Number(execFileSync(process.execPath, [...flags, fileAt('renderer-engine/bench/fresh-engine.mjs')], { env }));
  try {
    const bare = Number(execFileSync(process.execPath, ['-p', 'process.memoryUsage().rss'], { env }));
    execFileSync(process.execPath, ['--expose-gc', fileAt('scripts/warm.mjs')], { env });
    const [first, second] = [bytes('--expose-gc'), bytes('--expose-gc')];
    const unsettled = bytes();
    const server = await bytesOfServer({ ...env, DATA_DIR: join(folder, 'data'), PORT: '0', HOST: '127.0.0.1' });
    return [
      figure('memory of a fresh engine, first start', 'bytes', first, { ...most, aim: 60 * 2 ** 20 }),
      figure('memory of a fresh engine, second start', 'bytes', second, { ...most, aim: 60 * 2 ** 20 }),
      figure('memory of a fresh engine, nothing given back', 'bytes', unsettled),
      figure('memory of Node alone', 'bytes', bare),
      ...(server === null ? [] : [figure('memory of a fresh server', 'bytes', server)]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Null where the system does not tell it. */
async function bytesOfServer(env: NodeJS.ProcessEnv): Promise<number | null> {
  const server = spawn(process.execPath, ['--expose-gc', fileAt('server/start.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(server, 'exit');
  // It says where it answers, once it does.
  await Promise.race([once(server.stderr, 'data'), exited]);
  const status = `/proc/${server.pid}/status`;
  const resident = existsSync(status) ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  server.kill();
  await exited;
  return resident === undefined ? null : Number(resident) * 1024;
}
