import type { Database } from 'better-sqlite3';
import type { Channel } from '#contract';

/** Which version is to go where. */
export interface Intent {
  readonly hash: string;
  readonly channel: Channel;
  readonly server: string;
}

/** The outbox: an intent is stored before anything is sent, and closed by the server's answer. */
export interface Releases {
  /** Opens an intent, or takes up the one that is still open. Answers its number. */
  begin(intent: Intent, at: string): number;
  /** Another try that brought no answer; the intent stays open. */
  missed(sequence: number, problem: string): void;
  close(sequence: number, state: 'published' | 'refused', problem: string | null, at: string): void;
}

export function releasesIn(database: Database): Releases {
  const open = database.prepare<[Intent], { sequence: number }>(
    `SELECT sequence FROM releases
     WHERE version_hash = @hash AND channel = @channel AND server = @server AND state = 'pending'`,
  );
  const insert = database.prepare<[Intent & { at: string }]>(
    `INSERT INTO releases (version_hash, channel, server, state, requested_at)
     VALUES (@hash, @channel, @server, 'pending', @at)`,
  );
  const miss = database.prepare('UPDATE releases SET attempts = attempts + 1, problem = ? WHERE sequence = ?');
  const close = database.prepare(
    'UPDATE releases SET attempts = attempts + 1, state = ?, problem = ?, answered_at = ? WHERE sequence = ?',
  );
  return {
    begin: database.transaction((intent: Intent, at: string) => {
      const pending = open.get(intent);
      return pending ? pending.sequence : Number(insert.run({ ...intent, at }).lastInsertRowid);
    }).immediate,
    missed: (sequence, problem) => void miss.run(problem, sequence),
    close: (sequence, state, problem, at) => void close.run(state, problem, at, sequence),
  };
}
