import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ended, freePort, saying } from './processes.ts';
import { findService } from './programs.ts';
import type { AtEnd } from './temporary-server.ts';

export interface TemporaryPostgres {
  /** Makes an empty database and answers its address. */
  database(): Promise<string>;
  /** A copy that follows this one by streaming replication. */
  replica(): Promise<TemporaryPostgres>;
  /** Runs one statement in a database as its owner. */
  run(url: string, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The same database at an address of this server: where a replica has it. */
  at(url: string): string;
  /** Ends at once, as if the machine had failed. */
  kill(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
}

/**
 * A real PostgreSQL on a free port with a data folder of its own; gone when the tests of the file are over. It sorts
 * texts as Swedes do, so that whoever relies on the order of their bytes is found out.
 */
export async function temporaryPostgres(atEnd: AtEnd): Promise<TemporaryPostgres> {
  const folder = await ownFolder(atEnd);
  const sorting = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=sv-SE'];
  run('initdb', ['-D', folder, '--no-sync', '--auth=trust', `--username=${owner}`, ...sorting]);
  return runningPostgres(folder, atEnd);
}

const owner = 'studio';

async function runningPostgres(folder: string, atEnd: AtEnd): Promise<TemporaryPostgres> {
  const port = await freePort();
  const address = (database: string): string => `postgres://${owner}@127.0.0.1:${port}/${database}`;
  let server = await started(folder, port);
  let databases = 0;
  atEnd(() => ended(server, 'SIGQUIT'));
  return {
    async database() {
      const name = `test_${databases++}`;
      await query(address('postgres'), `CREATE DATABASE ${name}`);
      return address(name);
    },
    async replica() {
      const copy = await ownFolder(atEnd);
      run('pg_basebackup', ['-D', copy, '-d', address('postgres'), '-R', '--checkpoint=fast', '--no-sync']);
      return runningPostgres(copy, atEnd);
    },
    run: query,
    at: (url) => address(new URL(url).pathname.slice(1)),
    kill: () => ended(server, 'SIGQUIT'),
    async start() {
      server = await started(folder, port);
    },
  };
}

async function query(url: string, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root, so there it runs as the user its package made. */
const person = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

async function ownFolder(atEnd: AtEnd): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-studio-postgres-'));
  if (person.uid !== undefined) await chown(folder, person.uid, person.gid);
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function program(name: string): string {
  const folder = findService('postgres');
  if (folder === null) throw new Error('PostgreSQL is not installed: run "node scripts/setup-services.ts".');
  return join(folder, name);
}

function run(name: string, args: readonly string[]): void {
  execFileSync(program(name), args, { ...person, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
}

/** What was answered outlives the program that is killed, not the machine: here only the former is tried. */
const settings = ['fsync=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1'];

/** Resolves once it takes connections; throws what it said when it ended instead. */
async function started(folder: string, port: number): Promise<ChildProcess> {
  const given = [...settings, `port=${port}`, `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one]);
  const server = spawn(program('postgres'), ['-D', folder, ...given], {
    ...person,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await saying(server, 'ready to accept');
  return server;
}
