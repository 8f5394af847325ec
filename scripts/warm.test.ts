import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Tells at its end what Node itself has loaded. */
const telling = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stdout.write(process.moduleLoadList.join("\\n")))',
)}`;

describe('a host that was started before (E17)', { timeout: 120_000 }, () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'warm-'));
  });
  afterEach(() => rmSync(cache, { recursive: true }));

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--expose-gc', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: cache, PORT: 'none' },
    });
  const loadsCompiler = (...host: readonly string[]) => run('--import', telling, ...host).stdout.includes('deps/amaro');
  const hosts = [['main/cli/studio.ts', 'validate', 'none.json'], ['server/start.ts']];

  it('never holds the TypeScript compiler, not at its first start either', () => {
    expect(hosts.map((host) => loadsCompiler(...host))).toEqual([true, true]);
    rmSync(cache, { recursive: true });
    expect(run('scripts/warm.mjs')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(hosts.map((host) => loadsCompiler(...host))).toEqual([false, false]);
  });
});
