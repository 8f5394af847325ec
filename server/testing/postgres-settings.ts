import { readConfig } from '../config.ts';
import type { PostgresSettings } from '../storage/index.ts';

/** What the server makes of DATABASE_URL when nothing else is said. */
export function postgresSettings(url: string, pool: Partial<PostgresSettings['pool']> = {}): PostgresSettings {
  const reading = readConfig({ DATABASE_URL: url });
  if ('problems' in reading || reading.config.database === null) throw new Error(JSON.stringify(reading));
  const { database } = reading.config;
  return { ...database, pool: { ...database.pool, ...pool } };
}
