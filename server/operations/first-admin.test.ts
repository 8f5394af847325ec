import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { signedInAgain } from '../testing/people.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';

const password = 'correct horse battery';

async function firstAdmin(name: string, folder: string, typed = password): Promise<readonly [number, string]> {
  const file = new URL('./first-admin.ts', import.meta.url).pathname;
  const command = spawn(process.execPath, [file, name, folder]);
  let said = '';
  for (const stream of [command.stdout, command.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  command.stdin.on('error', () => {}).end(`${typed}\n`);
  const [code] = (await once(command, 'close')) as [number];
  return [code, said];
}

it('makes one admin beside the running server, who signs in and lets others in, and no second one (S14)', async () => {
  expect((await firstAdmin('ada', await temporaryFolder()))[0]).toBe(2);
  const server = await temporaryServer();
  const make = (name: string, typed?: string) => firstAdmin(name, server.dataDir, typed);
  expect(await make('ada lovelace')).toEqual([1, expect.stringContaining('Name the admin')]);
  expect(await make('ada', 'short')).toEqual([1, expect.stringContaining('at least 12')]);
  expect(await make('Ada@example.com')).toEqual([0, expect.stringContaining('ada@example.com can sign in')]);
  expect(await make('eve')).toEqual([1, expect.stringContaining('There is an admin already')]);
  const { accessToken } = await signedInAgain(server, { name: 'ADA@example.com', password });
  const created = await server.app.inject({
    method: 'POST',
    url: '/api/v1/people',
    headers: { authorization: `Bearer ${accessToken}` },
    payload: { name: 'grace', role: 'viewer' },
  });
  expect(created.json()).toMatchObject({ name: 'grace', role: 'viewer', createdBy: 'ada@example.com' });
});
