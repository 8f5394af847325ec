import type { Database } from 'better-sqlite3';

/** An edit that is not in its file yet. */
export interface Draft {
  readonly path: string;
  readonly text: string;
  /** Hash of the file the edit started from. */
  readonly fileHash: string;
  readonly at: string;
}

/** The newest edit per document, synced to disk before `write` returns. */
export interface Journal {
  write(draft: Draft): void;
  read(path: string): Draft | null;
  has(path: string): boolean;
  forget(path: string): void;
  all(): readonly Omit<Draft, 'text'>[];
}

export function journalIn(database: Database): Journal {
  const upsert = database.prepare<[Draft]>(
    `INSERT INTO journal (path, text, file_hash, at) VALUES (@path, @text, @fileHash, @at)
     ON CONFLICT (path) DO UPDATE SET text = @text, file_hash = @fileHash, at = @at`,
  );
  const select = database.prepare<[string], Draft>(
    'SELECT path, text, file_hash AS fileHash, at FROM journal WHERE path = ?',
  );
  const exists = database.prepare<[string], { found: 1 }>('SELECT 1 AS found FROM journal WHERE path = ?');
  const list = database.prepare<[], Omit<Draft, 'text'>>(
    'SELECT path, file_hash AS fileHash, at FROM journal ORDER BY path',
  );
  const remove = database.prepare('DELETE FROM journal WHERE path = ?');
  return {
    write: (draft) => void upsert.run(draft),
    read: (path) => select.get(path) ?? null,
    has: (path) => exists.get(path) !== undefined,
    forget: (path) => void remove.run(path),
    all: () => list.all(),
  };
}
