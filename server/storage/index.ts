/** The storage layer's door: open it, and the repositories. */
export type { PersonRow, SecondFactorRow, SessionRow, SignInFailureRow, TokenKeyRow } from './account-tables.ts';
export { insertApproval, latestApprovals, listApprovals } from './approvals.ts';
export { type AuditEvent, appendAudit } from './audit.ts';
export {
  auditEntriesAfter,
  insertAuditCheckpoint,
  lastAuditCheckpoint,
  lastAuditEntry,
  listAuditCheckpoints,
  resealAuditCheckpoint,
} from './audit-checkpoints.ts';
export { type AuditFilter, listAudit } from './audit-entries.ts';
export { isAway } from './away.ts';
export type { Bell } from './bell.ts';
export { openStorage } from './database.ts';
export { type DumpEnd, dump, dumpCheck, hashOfAll, isEmpty, keptTables, leftTables, load } from './dump.ts';
export { findFile, insertFiles } from './files.ts';
export { claimFolder, FolderInUse } from './folder-claim.ts';
export { findIdentity, insertIdentity } from './identities.ts';
export { inTransaction } from './in-transaction.ts';
export { findKey, insertKey, type KnownKey, keysOf, listKeys, ownKey, revokeKey } from './keys.ts';
export { findLease, insertLease, takeLease } from './leases.ts';
export { takeTurn } from './locks.ts';
export { DatabaseBehind, knowsMigration, lastMigration, newestMigration } from './migrate.ts';
export {
  addEvent,
  eventsAfter,
  forgetEvents,
  idOfEvent,
  lastEvent,
  type NewEvent,
  numberOfEvent,
  type VersionedEvent,
  versionedEventsAfter,
} from './outbox.ts';
export {
  changePerson,
  countAdmins,
  findPerson,
  findPersonByName,
  insertPerson,
  listPeople,
} from './people.ts';
export type { PostgresAddress, PostgresSettings } from './postgres-connection.ts';
export {
  type Channel,
  findLive,
  findLiveByShape,
  findRelease,
  findReleases,
  insertRelease,
  type LiveVersion,
  listLive,
  setLive,
  wasLive,
} from './releases.ts';
export {
  answerRequest,
  claimRequest,
  findRequest,
  forgetRequests,
  forgetUnanswered,
  releaseRequest,
  takeOverRequest,
} from './repeated-requests.ts';
export { figuresOf, saveFigures } from './rollout-figures.ts';
export type { RolloutEntryRow, RolloutRow } from './rollout-tables.ts';
export {
  addRolloutEntry,
  changeRollout,
  findOpenRollout,
  findRollout,
  insertRollout,
  listRollouts,
  openRollouts,
  type RolloutFilter,
  rolloutEntries,
} from './rollouts.ts';
export {
  deleteSecondFactor,
  findSecondFactor,
  listSecondFactors,
  replaceRecoveryCodes,
  resealSecondFactor,
  saveSecondFactor,
  spendRecoveryCode,
  spendTimeStep,
} from './second-factors.ts';
export {
  endSession,
  endSessionsOf,
  findOpenSession,
  findOpenSessionByCookie,
  findRefreshToken,
  forgetSessions,
  insertRefreshToken,
  insertSession,
  type OpenSession,
  spendRefreshToken,
} from './sessions.ts';
export { readSheets, type StoredSheet } from './sheets.ts';
export {
  findSignInFailure,
  forgetOldSignInFailures,
  forgetSignInFailures,
  saveSignInFailure,
} from './sign-in-failures.ts';
export type { Db, PoolFigures, Read, Storage } from './storage.ts';
export {
  type AccessTokenRow,
  type ApprovalRow,
  type AuditCheckpointRow,
  type AuditRow,
  type EventKind,
  type FileRow,
  type LiveRow,
  type OutboxRow,
  type ReleaseRow,
  type RolloutChange,
  rolloutChanges,
  type SigningKeyRow,
  type Tables,
} from './tables.ts';
export {
  findTokenKey,
  insertTokenKey,
  listTokenKeys,
  resealTokenKey,
  retireTokenKeys,
  revokeTokenKey,
} from './token-keys.ts';
export { findToken, findTokenByHash, insertToken, listTokens, revokeToken } from './tokens.ts';
export { type AuditVerdict, checkAudit, checkpointEvery, followsAfter, verifyAudit } from './verify-audit.ts';
export type { DeadLetterRow, LeaseRow, WebhookRow } from './webhook-tables.ts';
export {
  advanceWebhook,
  changeDeadLetter,
  countDeadLetters,
  delayWebhook,
  eventDealtWith,
  findDeadLetter,
  findWebhook,
  forgetDeadLetters,
  insertDeadLetter,
  insertWebhook,
  lettersToReplay,
  listDeadLetters,
  listWebhooks,
  removeWebhook,
  resealWebhook,
} from './webhooks.ts';
