import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a command for operators said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly words: string;
}

/** Runs a command of `server/operations` as an operator would. */
export async function operator(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Said> {
  const file = join(import.meta.dirname, '../operations', `${command}.ts`);
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: process.env['PATH'], ...environment } });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      words += chunk;
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, words };
}
