import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';

/** Runs a command with these variables. */
async function run(name: string, environment: Record<string, string>): Promise<readonly [code: number, said: string]> {
  const file = new URL(name, import.meta.url).pathname;
  const command = spawn(process.execPath, [file], { env: { PATH: process.env['PATH'], ...environment } });
  let said = '';
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = (await once(command, 'close')) as [number];
  return [code, said];
}

it('tables are made by a command of its own, where servers leave them alone (P9)', async () => {
  const DATA_DIR = await temporaryFolder();
  await expect(temporaryServer({ DATA_DIR, MIGRATE: 'off' })).rejects.toThrow('migrate.ts');
  expect(await run('./migrate.ts', { DATA_DIR })).toEqual([0, expect.stringContaining('up to date')]);
  expect((await run('./migrate.ts', { DATA_DIR }))[0]).toBe(0);
  const { app, url } = await temporaryServer({ DATA_DIR, MIGRATE: 'off' });
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
  const PORT = new URL(url).port;
  expect(await run('./self-check.ts', { PORT })).toEqual([0, '/health/live answers 200.\n']);
  await app.close();
  expect(await run('./self-check.ts', { PORT })).toEqual([1, expect.stringContaining('/health/live')]);
});
