import type { Database } from 'better-sqlite3';
import type { Approval, Version } from '#contract';
import type { SignedApproval } from '#engine';

/** What never changes about a version; approval and state follow from other tables. */
export interface StoredVersion extends Omit<Version, 'state' | 'approval'> {
  /** Blob that lists the texts and files it is made of. */
  readonly manifest: string;
}

export interface Versions {
  insert(version: StoredVersion): void;
  find(hash: string): Version | null;
  /** Newest first. */
  ofPath(path: string): readonly Version[];
  /** Whose hash begins so; all of them for `''`. */
  startingWith(prefix: string): readonly Version[];
  newestOf(documentId: string): Version | null;
  manifestOf(hash: string): string | null;
  approve(hash: string, approval: SignedApproval): void;
  approvalOf(hash: string): SignedApproval | null;
  /** Given with one key, newest first. */
  approvalsBy(keyId: string, limit: number): readonly SignedApproval[];
}

const columns = `v.hash, v.document_id AS documentId, v.path, v.semver, v.program_hash AS programHash, v.message, v.author,
  v.created_at AS createdAt, v.parent, a.approved_by AS approvedBy, a.approved_at AS approvedAt, a.key_id AS keyId,
  EXISTS (SELECT 1 FROM releases r WHERE r.version_hash = v.hash AND r.state = 'published') AS released
  FROM versions v LEFT JOIN approvals a
    ON a.sequence = (SELECT max(sequence) FROM approvals WHERE version_hash = v.hash)`;

interface Row extends Omit<StoredVersion, 'manifest'> {
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly keyId: string | null;
  readonly released: 0 | 1;
}

export function versionsIn(database: Database): Versions {
  const insert = database.prepare<[StoredVersion]>(
    `INSERT INTO versions (hash, document_id, path, semver, program_hash, message, author, created_at, parent, manifest)
     VALUES (@hash, @documentId, @path, @semver, @programHash, @message, @author, @createdAt, @parent, @manifest)`,
  );
  const byHash = database.prepare<[string], Row>(`SELECT ${columns} WHERE v.hash = ?`);
  const byPath = database.prepare<[string], Row>(`SELECT ${columns} WHERE v.path = ? ORDER BY v.sequence DESC`);
  const newest = database.prepare<[string], Row>(
    `SELECT ${columns} WHERE v.document_id = ? ORDER BY v.sequence DESC LIMIT 1`,
  );
  const byPrefix = database.prepare<[string, string], Row>(
    `SELECT ${columns} WHERE substr(v.hash, 1, length(?)) = ? ORDER BY v.sequence`,
  );
  const manifest = database.prepare<[string], { manifest: string }>('SELECT manifest FROM versions WHERE hash = ?');
  const approve = database.prepare(
    `INSERT INTO approvals (version_hash, statement, key_id, signature, approved_by, approved_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const approval = database.prepare<[string], { statement: string; keyId: string; signature: string }>(
    `SELECT statement, key_id AS keyId, signature FROM approvals WHERE version_hash = ? ORDER BY sequence DESC LIMIT 1`,
  );
  const byKey = database.prepare<[string, number], { statement: string; keyId: string; signature: string }>(
    `SELECT statement, key_id AS keyId, signature FROM approvals WHERE key_id = ? ORDER BY sequence DESC LIMIT ?`,
  );
  return {
    insert: (version) => void insert.run(version),
    find: (hash) => versionOf(byHash.get(hash)),
    ofPath: (path) => byPath.all(path).flatMap((row) => versionOf(row) ?? []),
    startingWith: (prefix) => byPrefix.all(prefix, prefix).flatMap((row) => versionOf(row) ?? []),
    newestOf: (documentId) => versionOf(newest.get(documentId)),
    manifestOf: (hash) => manifest.get(hash)?.manifest ?? null,
    approve: (hash, { statement, keyId, signature }) =>
      void approve.run(hash, JSON.stringify(statement), keyId, signature, statement.approvedBy, statement.approvedAt),
    approvalsBy: (keyId, limit) =>
      byKey.all(keyId, limit).map((row) => ({ ...row, statement: JSON.parse(row.statement) })),
    approvalOf: (hash) => {
      const row = approval.get(hash);
      return row ? { ...row, statement: JSON.parse(row.statement) } : null;
    },
  };
}

function versionOf(row: Row | undefined): Version | null {
  if (!row) return null;
  const { approvedBy, approvedAt, keyId, released, ...version } = row;
  const approval: Approval | null =
    approvedBy && approvedAt && keyId ? { by: approvedBy, at: approvedAt, keyId } : null;
  return { ...version, approval, state: released ? 'released' : approval ? 'approved' : 'draft' };
}
