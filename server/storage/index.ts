/** The storage layer's door: open it, and the repositories. */
export { type AuditEvent, appendAudit, verifyAudit } from './audit.ts';
export { isAway } from './away.ts';
export { openStorage } from './database.ts';
export { findFile, insertFiles } from './files.ts';
export { claimFolder, FolderInUse } from './folder-claim.ts';
export { inTransaction } from './in-transaction.ts';
export { findKey, insertKey, listKeys, revokeKey } from './keys.ts';
export { takeTurn } from './locks.ts';
export type { PostgresSettings } from './postgres.ts';
export {
  type Channel,
  findLive,
  findLiveByShape,
  findPublishRequest,
  findRelease,
  insertPublishRequest,
  insertRelease,
  type LiveVersion,
  listLive,
  setLive,
} from './releases.ts';
export { readSheets, type StoredSheet } from './sheets.ts';
export type { Db, PoolFigures, Storage } from './storage.ts';
export type { AccessTokenRow, FileRow, LiveRow, ReleaseRow, SigningKeyRow, Tables } from './tables.ts';
export { findToken, findTokenByHash, insertToken, listTokens, revokeToken } from './tokens.ts';
