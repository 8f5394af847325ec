import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Resolves once a program has said these words on standard error or output; throws all it said when it ends before. */
export function saying(child: ChildProcess, words: string | RegExp): Promise<string> {
  // Whoever ends the tests early leaves nothing running.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return new Promise((resolve, reject) => {
    let said = '';
    const heard = (chunk: Buffer): void => {
      said += chunk;
      if (typeof words === 'string' ? said.includes(words) : words.test(said)) resolve(said);
    };
    child.stderr?.on('data', heard);
    child.stdout?.on('data', heard);
    child.once('error', reject).once('close', () => reject(new Error(said)));
  });
}

/** Sends a signal and waits until it is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** One that nobody used a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
