import type { Database } from 'better-sqlite3';

/** Small named values of this project on this machine, e.g. the address of its server. */
export interface StoredSettings {
  read<Value>(name: string): Value | null;
  write(name: string, value: unknown): void;
}

export function settingsIn(database: Database): StoredSettings {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (name) => {
      const row = select.get(name);
      return row ? JSON.parse(row.value) : null;
    },
    write: (name, value) => void upsert.run(name, JSON.stringify(value)),
  };
}
