import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Bell } from './bell.ts';
import { connectionOf, type PostgresSettings } from './postgres-connection.ts';
import type { Tables } from './tables.ts';

/** Milliseconds until a lost connection is tried again; meanwhile servers look by themselves. */
const pause = 1_000;

/** LISTEN and NOTIFY, on a connection of its own. */
export function postgresBell(db: Kysely<Tables>, settings: PostgresSettings): Bell {
  let heard: () => void = () => undefined;
  let client: pg.Client | null = null;
  let again: NodeJS.Timeout | null = null;
  let isClosed = false;

  async function listen(): Promise<void> {
    const listener = new pg.Client({ ...connectionOf(settings), statement_timeout: 0 });
    client = listener;
    listener.on('error', () => undefined);
    listener.on('end', retry);
    listener.on('notification', () => heard());
    try {
      await listener.connect();
      await listener.query(`LISTEN ${channel}`);
      // Whatever rang while nobody listened.
      heard();
    } catch {
      await listener.end().catch(() => undefined);
      retry();
    }
  }

  function retry(): void {
    if (isClosed || again !== null) return;
    again = setTimeout(() => {
      again = null;
      void listen();
    }, pause);
    again.unref();
  }

  const listening = listen();
  return {
    ring: async () => void (await sql`SELECT pg_notify(${channel}, '')`.execute(db)),
    onRing(callback) {
      heard = callback;
    },
    async close() {
      isClosed = true;
      if (again) clearTimeout(again);
      await listening;
      await client?.end().catch(() => undefined);
    },
  };
}

const channel = 'schema_studio_outbox';
