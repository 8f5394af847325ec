import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { secretBox } from '../accounts/secret-box.ts';
import type { Environment } from '../config.ts';
import { dumpCheck, keptTables, leftTables, openStorage } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { type TemporaryPostgres, temporaryPostgres } from '../testing/postgres.ts';
import { publishingServer, temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { readBackup } from './backup-file.ts';

const key = Buffer.alloc(32, 7).toString('base64');

/** A command of the server as a process of its own. */
async function operate(name: string, args: readonly string[], environment: Environment) {
  const file = new URL(`./${name}.ts`, import.meta.url).pathname;
  // The test runner has a BASE_URL of its own.
  const env = { ...process.env, BASE_URL: '', SECRETS_KEY: key, ...environment };
  const child = spawn(process.execPath, [file, ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

let postgres: TemporaryPostgres;
/** A backup of a server with one live page, what was said of it, and the page as it was served. */
let made: { readonly folder: string; readonly file: string; readonly said: string; readonly page: string };
const atEnd = atFileEnd();
beforeAll(async () => {
  postgres = await temporaryPostgres(atEnd);
  const ends: (() => void | Promise<void>)[] = [];
  const { server, publish } = await publishingServer({ SECRETS_KEY: key }, undefined, (end) => ends.push(end));
  await publish(greetingPage());
  const folder = join(server.dataDir, 'backups');
  // The server goes on running.
  const { said } = await operate('backup', [folder], { DATA_DIR: server.dataDir });
  expect(said).toMatch(/studio-.*\.backup: \d+ rows, sha256-/);
  const [name = ''] = await readdir(folder);
  const kept = await temporaryFolder((end) => ends.unshift(end));
  const file = join(kept, name);
  await copyFile(join(folder, name), file);
  made = { folder: kept, file, said, page: await (await fetch(`${server.url}/greeting`)).text() };
  return async () => {
    for (const end of ends.reverse()) await end();
  };
}, 120_000);

/** Where a backup is restored to, by either kind of database. */
const targets = [
  ['SQLite', async () => ({ DATA_DIR: join(await temporaryFolder(), 'new') })],
  ['PostgreSQL', async () => ({ DATA_DIR: await temporaryFolder(), DATABASE_URL: await postgres.database() })],
] as const;

describe('a backup (P10)', { timeout: 120_000 }, () => {
  it.each(targets)('of SQLite fills %s with the same, and pages are served as before', async (_, target) => {
    const environment = await target();
    const { code, said } = await operate('restore', [made.file], environment);
    expect(said).toContain('audit entries, intact');
    expect(code).toBe(0);
    const server = await temporaryServer({ ...environment, SECRETS_KEY: key });
    expect(await (await fetch(`${server.url}/greeting`)).text()).toBe(made.page);
    const again = await operate('restore', [made.file], { ...environment, DATA_DIR: await temporaryFolder() });
    if ('DATABASE_URL' in environment)
      expect(again).toMatchObject({ code: 2, said: /something in the database already/ });
    await server.close();
    const verified = await operate(
      'verify-audit',
      'DATABASE_URL' in environment ? [] : [environment.DATA_DIR],
      environment,
    );
    expect(verified).toMatchObject({ code: 0, said: /Intact: 4 entries/ });
  });

  it('goes on counting where it was in PostgreSQL', async () => {
    const environment = { DATABASE_URL: await postgres.database(), DATA_DIR: await temporaryFolder() };
    await operate('restore', [made.file], environment);
    const { publish } = await publishingServer({ ...environment, SECRETS_KEY: key });
    expect((await publish(greetingPage({ text: 'Again', version: '1.0.1' }))).statusCode).toBe(200);
  });

  it('is checked without a database, and refused when it is cut, changed, another file, or of another key', async () => {
    const environment = { DATA_DIR: join(await temporaryFolder(), 'none') };
    expect(await operate('restore', ['--check', made.file], environment)).toMatchObject({
      code: 0,
      said: /^Whole: \d+ rows/,
    });
    const bytes = await readFile(made.file);
    const broken: readonly (readonly [Buffer, RegExp])[] = [
      [bytes.subarray(0, -40), /was changed, or is damaged/],
      [Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))), /was changed, or is damaged/],
      [Buffer.from(bytes.map((byte, at) => (at === 400 ? byte ^ 1 : byte))), /was changed, or is damaged/],
      [Buffer.from(bytes.toString('latin1').replace('"program"', '"Program"'), 'latin1'), /was changed, or is damaged/],
      [Buffer.from('{"format":"another"}\n and more than sixteen bytes'), /is no backup/],
      [Buffer.alloc(0), /is no backup/],
    ];
    const file = join(made.folder, 'broken.backup');
    const read = async () => {
      const lines = dumpCheck();
      for await (const line of readBackup(file, secretBox(() => [Buffer.from(key, 'base64')]).derive('backup')))
        lines.take(line);
      return lines.end();
    };
    for (const [content, words] of broken) {
      await writeFile(file, content);
      await expect(read()).rejects.toThrow(words);
    }
    await writeFile(file, bytes.subarray(0, -40));
    expect(await operate('restore', [file], environment)).toMatchObject({
      code: 2,
      said: /was changed, or is damaged/,
    });
    const other = { ...environment, SECRETS_KEY: Buffer.alloc(32, 8).toString('base64') };
    expect(await operate('restore', [made.file], other)).toMatchObject({ code: 2, said: /another secrets key/ });
    // Nothing of the broken ones is there.
    expect(await operate('restore', [made.file], environment)).toMatchObject({ code: 0 });
  });

  it('is kept in generations, and what was broken off is none', async () => {
    const { server } = await publishingServer({ SECRETS_KEY: key });
    const folder = join(await temporaryFolder(), 'backups');
    await mkdir(folder);
    for (const old of ['studio-2025-01-01T00-00-00-000Z.backup', 'studio-2026-01-01T00-00-00-000Z.backup', 'notes'])
      await writeFile(join(folder, old), '');
    expect(await operate('backup', [folder, '--keep', '2'], { DATA_DIR: server.dataDir })).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual([
      'notes',
      'studio-2026-01-01T00-00-00-000Z.backup',
      expect.stringMatching(/^studio-/),
    ]);
    expect(await operate('backup', [folder], { DATA_DIR: folder })).toMatchObject({
      code: 2,
      said: /There is no server.db/,
    });
    expect(await operate('backup', [], { DATA_DIR: server.dataDir })).toMatchObject({
      code: 2,
      said: /Name the folder/,
    });
    expect(await operate('restore', [made.file], { DATA_DIR: server.dataDir })).toMatchObject({
      code: 2,
      said: /another server is running/,
    });
  });

  it('holds every table, or leaves it out on purpose', async () => {
    const storage = await openStorage(await temporaryFolder());
    const tables = (await storage.db.introspection.getTables()).map(({ name }) => name);
    await storage.close();
    expect([...Object.keys(keptTables), ...leftTables].sort()).toEqual(tables.sort());
  });
});
