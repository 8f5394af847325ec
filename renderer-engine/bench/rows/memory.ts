import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, type Row } from '../row.ts';

/**
 * What a process holds after an engine was made, its whole catalog loaded and nothing compiled yet. Measured at a second
 * start: at the first one Node holds its TypeScript compiler as well, and keeps what that made (`with-setup.mjs`).
 */
export function rows(): readonly Row[] {
  const [first, again] = [bytesOfProcess(), bytesOfProcess()];
  return [
    figure('memory of a fresh engine, whole process', 'bytes', again, { must: 100 * 2 ** 20, aim: 60 * 2 ** 20 }),
    figure('memory of a fresh engine, first start of all', 'bytes', first),
  ];
}

function bytesOfProcess(): number {
  const program = fileURLToPath(new URL('../fresh-engine.ts', import.meta.url));
  const cache = join(tmpdir(), `schema-studio-bench-${process.pid}`);
  return Number(execFileSync(process.execPath, [program], { env: { ...process.env, NODE_COMPILE_CACHE: cache } }));
}
