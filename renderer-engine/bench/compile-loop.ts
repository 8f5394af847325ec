import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import '../node/index.ts';
import { createEngine } from '../create-engine.ts';
import { nodeClock } from '../node/clock.ts';
import { nodeEnvironment } from '../node/environment.ts';
import { largePage } from '../samples/large-page.ts';

/** What a batch is compared with: one document after the other, in this thread. */
interface Loop {
  readonly hashes: readonly string[];
  /** Of the texts of all programs together. */
  readonly length: number;
}

const page = JSON.stringify(largePage(150));
const engine = createEngine({ cache: false, clock: nodeClock, environment: nodeEnvironment() });

/** Each number is another document. */
export const documentText = (at: number): string =>
  page.replace('A large page', `Page ${at}`).replaceAll('Item ', `Item ${at}.`);

export function compileLoop(from: number, count: number): Loop {
  const hashes: string[] = [];
  let length = 0;
  for (let at = from; at < from + count; at++) {
    const { program } = engine.compile(documentText(at));
    hashes.push(program!.hash);
    length += JSON.stringify(program).length;
  }
  return { hashes, length };
}

/** The same loop in a process whose threads, V8's helpers among them, all have to share one core. */
export async function boundLoop() {
  const child = fork(fileURLToPath(import.meta.url), ['--bound']);
  await once(child, 'message');
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', '0', `${child.pid}`], { stdio: 'ignore' });
  return {
    async run(from: number, count: number): Promise<Loop> {
      child.send({ from, count });
      const [loop] = await once(child, 'message');
      return loop as Loop;
    },
    async close(): Promise<void> {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

if (process.argv.includes('--bound')) {
  process.on('message', ({ from, count }: { readonly from: number; readonly count: number }) => {
    process.send!(compileLoop(from, count));
  });
  process.send!('ready');
}
