import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

async function verify(folder: string): Promise<readonly [code: number, said: string]> {
  const file = new URL('./verify-audit.ts', import.meta.url).pathname;
  const command = spawn(process.execPath, [file, folder]);
  let said = '';
  for (const stream of [command.stdout, command.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const [code] = (await once(command, 'close')) as [number];
  return [code, said];
}

it('tells an intact audit log from a changed one, and from none', async () => {
  const dataDir = await temporaryFolder();
  expect((await verify(dataDir))[0]).toBe(2);
  await publishingServer({ DATA_DIR: dataDir });
  expect(await verify(dataDir)).toEqual([0, expect.stringContaining('Intact: 1 entries')]);
  const sqlite = new SqliteDatabase(join(dataDir, 'server.db'));
  sqlite.exec("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'eve'");
  sqlite.close();
  expect(await verify(dataDir)).toEqual([1, expect.stringContaining('entry 1 ')]);
});
