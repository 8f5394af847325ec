import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../store/open-store.ts';
import { auditIn } from './audit-log.ts';

const entry = (subject: string) =>
  ({
    at: '2026-03-01T10:00:00Z',
    who: 'Ada',
    what: 'version.saved',
    subject,
    details: { message: 'first', n: 1 },
  }) as const;

function log() {
  const { database } = openMemoryStore();
  const audit = auditIn(database);
  for (const subject of ['a', 'b', 'c']) audit.append(entry(subject));
  const tamper = (sql: string) => {
    database.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_kept');
    database.exec(sql);
  };
  return { database, audit, tamper };
}

describe('the audit log', () => {
  it('is whole while nobody touches it', () => {
    expect(log().audit.firstBroken()).toBeNull();
  });

  it('cannot be changed or cut by the program', () => {
    const { database } = log();
    expect(() => database.exec("UPDATE audit SET who = 'Eve'")).toThrow(/append-only/);
    expect(() => database.exec('DELETE FROM audit')).toThrow(/append-only/);
  });

  it.each([
    ['another name', "UPDATE audit SET who = 'Eve' WHERE sequence = 2", 2],
    ['other details', "UPDATE audit SET details = '{}' WHERE sequence = 3", 3],
    ['a row taken out', 'DELETE FROM audit WHERE sequence = 2', 2],
    ['the first row taken out', 'DELETE FROM audit WHERE sequence = 1', 1],
    [
      'two rows swapped',
      'UPDATE audit SET sequence = CASE sequence WHEN 1 THEN -2 ELSE -1 END WHERE sequence < 3; UPDATE audit SET sequence = -sequence WHERE sequence < 0',
      1,
    ],
  ])('shows where somebody else changed it: %s', (_, sql, place) => {
    const { audit, tamper } = log();
    tamper(sql);
    expect(audit.firstBroken()).toBe(place);
  });
});
