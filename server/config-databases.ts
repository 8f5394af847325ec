import { readFileSync } from 'node:fs';
import type { RedisSettings } from './cache/redis.ts';
import { integer, oneOf, type Reading } from './environment.ts';
import { secretFile } from './secret-file.ts';
import type { PostgresAddress, PostgresSettings } from './storage/index.ts';

type Read = <Value>(reading: Reading<Value>, name: string) => Value;
type Tell = (problem: string) => void;

/** PostgreSQL as DATABASE_URL and its like describe it; null without: SQLite in the data folder. */
export function readDatabase(
  environment: Readonly<Record<string, string | undefined>>,
  read: Read,
  tell: Tell,
): PostgresSettings | null {
  const [name, address] = secret(environment, 'DATABASE_URL', tell);
  const [copiesName, copies] = secret(environment, 'READ_REPLICAS', tell);
  const minutes = (variable: string, fallback: number): number => read(integer(fallback, 1, 1_440), variable) * 60_000;
  const seconds = (variable: string, fallback: number): number => read(integer(fallback, 1, 600), variable) * 1_000;
  const most = read(integer(25, 1, 1_000), 'DATABASE_CONNECTIONS');
  const settings = {
    authorities: readAuthorities(environment['DATABASE_CA_FILE'], tell),
    pool: {
      most,
      idle: read(integer(Math.min(5, most), 0, 1_000), 'DATABASE_IDLE_CONNECTIONS'),
      life: minutes('DATABASE_CONNECTION_MINUTES', 30),
      idleFor: minutes('DATABASE_IDLE_MINUTES', 10),
      wait: seconds('DATABASE_WAIT_SECONDS', 5),
    },
    statement: seconds('DATABASE_STATEMENT_SECONDS', 15),
  };
  const protection: PostgresAddress['tls'] | 'near' = read(
    oneOf(['near', 'verify', 'encrypt', 'off'], 'near'),
    'DATABASE_TLS',
  );
  const primary = address === '' ? null : readAddress(name, address, protection, tell);
  const replicas = texts(copies).flatMap((copy) => readAddress(copiesName, copy, protection, tell) ?? []);
  if (address === '' && copies !== '') tell(`${copiesName} needs DATABASE_URL: what is it that they copy?`);
  const now = lookedUp(environment, 'DATABASE_URL');
  const copiesNow = lookedUp(environment, 'READ_REPLICAS');
  return (
    primary && {
      ...primary,
      ...(now && { urlNow: now }),
      replicas: replicas.map((one, at) =>
        copiesNow ? { ...one, urlNow: () => texts(copiesNow())[at] ?? one.url } : one,
      ),
      ...settings,
    }
  );
}

const texts = (list: string): readonly string[] => (list === '' ? [] : list.split(',').map((one) => one.trim()));

function readAddress(
  name: string,
  address: string,
  protection: PostgresAddress['tls'] | 'near',
  tell: Tell,
): PostgresAddress | null {
  const url = databaseUrl(address);
  if (url === null) {
    tell(`${name} must be an address like postgres://user:password@db.example.com:5432/studio.`);
    return null;
  }
  const own = [...url.searchParams.keys()].find((key) => /^(ssl|uselibpq)/i.test(key));
  if (own !== undefined) tell(`Leave "${own}" out of ${name}; DATABASE_TLS says how the connection is protected.`);
  return { url: address, tls: protection === 'near' ? (isNear(url) ? 'off' : 'verify') : protection };
}

/** Redis as REDIS_URL and its like describe it; null without: servers keep what they cache to themselves. */
export function readRedis(
  environment: Readonly<Record<string, string | undefined>>,
  read: Read,
  tell: Tell,
): RedisSettings | null {
  const [name, url] = secret(environment, 'REDIS_URL', tell);
  const settings = {
    connections: read(integer(10, 1, 1_000), 'REDIS_CONNECTIONS'),
    retries: read(integer(3, 0, 100), 'REDIS_RETRIES'),
    wait: read(integer(4, 1, 600), 'REDIS_WAIT_SECONDS') * 1_000,
  };
  if (url === '') return null;
  if (/^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) {
    const now = lookedUp(environment, 'REDIS_URL');
    return { url, ...(now && { urlNow: now }), ...settings };
  }
  tell(`${name} must be an address like rediss://user:password@cache.example.com:6379.`);
  return null;
}

/** A variable that holds a secret, or the file that `…_FILE` names; the name of the one that is set, and ''. */
function secret(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  tell: Tell,
): readonly [name: string, value: string] {
  const [given, file] = [environment[name], environment[`${name}_FILE`]];
  if (given && file) tell(`Set ${name} or ${name}_FILE, not both.`);
  if (given || !file) return [name, given ?? ''];
  try {
    return [`${name}_FILE`, readFileSync(file, 'utf8').trim()];
  } catch {
    tell(`${name}_FILE "${file}" cannot be read.`);
    return [name, ''];
  }
}

/** What the file says now, for its password may change; null for what is given itself. */
function lookedUp(environment: Readonly<Record<string, string | undefined>>, name: string): (() => string) | null {
  const [given, file] = [environment[name], environment[`${name}_FILE`]];
  return given || !file ? null : secretFile(file, notEmpty);
}

function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new Error('There is nothing in it.');
}

function databaseUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1 ? url : null;
}

/** This machine itself, by loopback or a socket: nobody listens in between. */
function isNear({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return host === '' || host.startsWith('/') || /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);
}

function readAuthorities(file: string | undefined, tell: Tell): string | null {
  if (!file) return null;
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    tell(`DATABASE_CA_FILE "${file}" holds no certificate in PEM form.`);
  } catch {
    tell(`DATABASE_CA_FILE "${file}" cannot be read.`);
  }
  return null;
}
