import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './testing/temporary-server.ts';

const start = (environment: Record<string, string>): ChildProcess => {
  const file = new URL('./start.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, [file], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment },
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  return server;
};

/** What it said and how it ended. */
async function ending(server: ChildProcess): Promise<{ readonly said: string; readonly code: number | null }> {
  let said = '';
  server.stderr?.on('data', (chunk) => (said += chunk));
  const [code] = (await once(server, 'close')) as [number | null];
  return { said, code };
}

/** First words on standard error: the address it answers at. */
async function announcement(server: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of server.stderr ?? []) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  return said;
}

describe('npm run server (P8)', () => {
  it('says that its folder is a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const [folder, reason] of [
      [file, 'DATA_DIR names a file.'],
      [join(file, 'below'), 'DATA_DIR leads through a file.'],
    ] as const) {
      const { said, code } = await ending(start({ DATA_DIR: folder, PORT: '0' }));
      expect([code, said.includes(reason)]).toEqual([2, true]);
    }
  });

  it('starts, keeps its token in a private file, never says it, and stops gracefully', async () => {
    const folder = await temporaryFolder();
    const server = start({ DATA_DIR: folder, PORT: '0' });
    const said = await announcement(server);
    const file = join(folder, 'admin-token');
    const token = readFileSync(file, 'utf8').trim();
    expect(said).toContain(file);
    expect(said).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    server.kill('SIGTERM');
    expect((await ending(server)).code).toBe(0);
  });

  it('leaves a data folder to the server that has it, and takes it over as soon as that one is gone, even killed', async () => {
    const DATA_DIR = await temporaryFolder();
    const first = start({ DATA_DIR, PORT: '0' });
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await announcement(first))?.[0] ?? '';
    const { said, code } = await ending(start({ DATA_DIR, PORT: '0' }));
    expect(code).toBe(2);
    expect(said).toBe(
      `The server cannot start: another server is running in the data folder ${DATA_DIR}. Stop it first, or set DATA_DIR to another folder.\n`,
    );
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    first.kill('SIGKILL');
    await once(first, 'close');
    // Of two that come at once, one gets it.
    const two = [start({ DATA_DIR, PORT: '0' }), start({ DATA_DIR, PORT: '0' })];
    const words = await Promise.all(two.map(announcement));
    expect(words.map((one) => one.includes('answers at')).sort()).toEqual([false, true]);
    const served = two[words.findIndex((one) => one.includes('answers at'))]!;
    served.kill('SIGTERM');
    expect((await ending(served)).code).toBe(0);
  });

  it('names every problem of its configuration and exits with 2', async () => {
    const { said, code } = await ending(start({ PORT: 'many', FIXTURES: 'maybe', DATA_DIR: await temporaryFolder() }));
    expect(code).toBe(2);
    expect(said).toContain('PORT "many"');
    expect(said).toContain('FIXTURES "maybe"');
    expect(said).not.toContain('    at ');
  });

  it('says in a sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { said, code } = await ending(start({ PORT: String(port), DATA_DIR: await temporaryFolder() }));
    expect(code).toBe(2);
    expect(said).toMatch(/another program uses this port.*\n$/);
    expect(said).not.toContain('    at ');
  });
});
